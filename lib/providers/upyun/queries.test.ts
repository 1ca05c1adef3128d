import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bytes, type Script, scriptCall } from '../call.fixture.ts'
import { ProviderError } from '../call.ts'
import { balance } from './balance.ts'
import { pullReports } from './pull-reports.ts'
import { keys, owner, page, quota, row } from './rows.fixture.ts'

describe('pulled reports', () => {
  const ask = { day: '2017-04-06', page: 2, submissionIds: [] }
  it('a day by pages; success is delivered', async () => {
    const { call, requests } = scriptCall(keys, () => page([row], 201))
    const document = await pullReports.fetch(call, ask)
    expect(requests[0]?.url).toMatch(/\/api\/messages\?date=2017-04-06&page=2&per_page=100$/)
    expect(pullReports.parse(document)).toEqual({
      events: [
        {
          type: 'report',
          keys: { vendorMessageId: '2' },
          phone: '15757123456',
          delivered: true,
          code: 'success',
          at: new Date('2017-04-06T08:36:01Z'),
        },
      ],
      more: true,
      quota,
    })
  })
  it.each([
    ['the last row', 'page=3&per_page=100', 1, 201, false],
    ['a full page before it', 'page=2&per_page=100', 100, 201, true],
    ['the vendor gave fewer than were asked for', 'page=1&per_page=100', 20, 60, true],
    ['all of a short day', 'page=1&per_page=100', 20, 20, false],
    ['the last of pages in its own size', 'page=3&per_page=20', 20, 60, false],
    ['no total: only an empty page is the end', 'page=1&per_page=100', 100, undefined, true],
    ['no total and fewer than asked for', 'page=1&per_page=100', 20, undefined, true],
    ['no total and no rows', 'page=2&per_page=100', 0, undefined, false],
    ['a total that cannot be read', 'page=1&per_page=100', 20, 'many', true],
  ])('%s', (_, query, rows, total, more) => {
    const messages = Array.from({ length: rows }, (_, n) => ({ ...row, id: n + 1 }))
    const body = bytes(JSON.stringify({ messages, total }))
    expect(pullReports.parse({ method: 'GET', query, contentType: '', body }).more).toBe(more)
  })
  it('asks for the pages behind the first in the size that the vendor gives', async () => {
    const three = [1, 2, 3].map((id) => ({ ...row, id }))
    const { call, requests } = scriptCall(keys, () => page(three, 7))
    for (const number of [1, 2]) await pullReports.fetch(call, { ...ask, page: number })
    expect(requests.map(({ url }) => url.split('?')[1])).toEqual([
      'date=2017-04-06&page=1&per_page=100',
      'date=2017-04-06&page=2&per_page=3',
    ])
  })
  it('what cannot be read of a row costs that alone', () => {
    const odd = [
      { ...row, id: 3, quantity: '', created_at: 1491467760 },
      { ...row, id: null },
      { ...row, id: 4, sent_at: 7, template_id: {}, owner: 'nobody', content: ['x'] },
      'a row',
    ]
    const body = bytes(page([...odd, row]))
    const { events, quota: left } = pullReports.parse({
      ...{ method: 'GET', query: '', contentType: '', body },
    })
    expect(events.map(({ keys: of }) => of?.vendorMessageId)).toEqual(['3', '4', '2'])
    expect(left).toEqual(quota)
  })
  it('a list without one readable row is bad_response', () => {
    const body = bytes(page([{ number: 1 }]))
    const raw = { method: 'GET', query: '', contentType: '', body }
    expect(() => pullReports.parse(raw)).toThrow(/bad_response/)
  })
  it.each(['processing', '', undefined])('%j changes nothing', (status) => {
    const body = bytes(page([{ ...row, sent_at: null, status }]))
    const { events } = pullReports.parse({ method: 'GET', query: '', contentType: '', body })
    expect(events).toEqual([])
  })
  it.each(['defeat', 'failed', '未知'])('%j is no report: the raw word, for people', (status) => {
    const body = bytes(page([{ ...row, sent_at: null, status }]))
    const { events } = pullReports.parse({ method: 'GET', query: '', contentType: '', body })
    expect(events).toMatchObject([{ type: 'word', word: status }])
  })
  it('an empty day says nothing and ends', () => {
    const body = bytes(page([], 500))
    expect(pullReports.parse({ method: 'GET', query: '', contentType: '', body })).toEqual({
      events: [],
      more: false,
      quota: [],
    })
  })
  it('whatever bytes come: events or a ProviderError', () => {
    const anyRow = fc.record(
      {
        id: fc.jsonValue(),
        status: fc.constant('success'),
        sent_at: fc.jsonValue(),
        created_at: fc.date().map(String),
      },
      { requiredKeys: [] },
    )
    const documents = fc.oneof(
      fc.uint8Array(),
      fc.json(),
      fc.array(anyRow).map((rows) => page(rows)),
    )
    fc.assert(
      fc.property(documents, fc.string(), (text, query) => {
        const body = typeof text === 'string' ? bytes(text) : text
        try {
          const { events } = pullReports.parse({ method: 'GET', query, contentType: '', body })
          for (const { at } of events) expect(at.getTime()).not.toBeNaN()
        } catch (error) {
          expect(error).toBeInstanceOf(ProviderError)
        }
      }),
    )
  })
  it.each<[ReturnType<Script>, string]>([
    [{ status: 401, body: bytes('{"error_code":"INVALID_CREDENTIALS"}') }, 'unauthorized'],
    [{ status: 500, body: bytes('{"error_code":"SYSTEM_ERROR"}') }, 'unavailable'],
    [{ status: 302 }, 'bad_response'],
  ])('%j is %s', async (out, failure) => {
    const { call } = scriptCall(keys, () => out)
    await expect(pullReports.fetch(call, ask)).rejects.toMatchObject({ failure })
  })
})

describe('the balance', () => {
  const notFound: Script = () => ({ status: 404, body: bytes('{"error_code":"NOT_FOUND"}') })
  const withRemain =
    (remain: Script, list: unknown[]): Script =>
    (request) =>
      request.url.endsWith('/api/users/remain')
        ? remain(request)
        : JSON.stringify({ templates: list })
  const template = { id: 1, title: '', temp_sign: '', content: '', owner }

  it.each<[string, Script]>([
    ['from users/remain', withRemain(() => JSON.stringify(owner), [])],
    ['from the templates where users/remain is not', withRemain(notFound, [template])],
    ['from the templates whatever else it says', withRemain(() => '{"left":1}', [template])],
    [
      'from the first template that says it',
      withRemain(notFound, [{ id: 2, title: null }, { id: 3, owner: { vip: {} } }, template]),
    ],
  ])('%s', async (_, script) => {
    expect(await balance(scriptCall(keys, script).call)).toEqual(quota)
  })
  it('is not to be had from a new account', async () => {
    expect(await balance(scriptCall(keys, withRemain(notFound, [])).call)).toEqual([])
  })
  it('a wrong token is not hidden', async () => {
    const body = bytes('{"error_code":"INVALID_CREDENTIALS"}')
    const { call } = scriptCall(keys, () => ({ status: 401, body }))
    await expect(balance(call)).rejects.toMatchObject({ failure: 'unauthorized' })
  })
})
