import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bytes, type Script, scriptCall } from '../call.fixture.ts'
import { ProviderError } from '../call.ts'
import { balance } from './balance.ts'
import { pullReports } from './pull-reports.ts'
import { keys, owner, page, quota, row } from './rows.fixture.ts'
import { templates } from './templates.ts'

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
    const last = { ...document, body: bytes(page([row], 200)) }
    expect(pullReports.parse(last).more).toBe(false)
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

describe('templates', () => {
  const vendorRow = {
    title: 'hello',
    temp_sign: 'sign',
    content: '{$var2}您好{$var1}',
    sign_location: 'bottom',
    type: 'marketing',
    status: 'defeat',
    updated_at: '2017-04-10T03:31:18.000Z',
    id: 3,
    report_type: 'vip',
    owner,
  }
  const draft = {
    title: '标题',
    signature: '云通信',
    text: '{姓名}收入{金额}',
    category: 'otp' as const,
    settings: { signLocation: 'bottom' },
  }
  it('are listed in canonical form, with what is left', async () => {
    const { call } = scriptCall(keys, () => JSON.stringify({ templates: [vendorRow] }))
    expect(await templates.list(call)).toEqual({
      quota,
      templates: [
        {
          vendorId: '3',
          title: 'hello',
          signature: 'sign',
          text: '{var2}您好{var1}',
          category: 'marketing',
          reviewStatus: 'refused',
          settings: { signLocation: 'bottom', reportType: 'vip' },
          updatedAt: new Date('2017-04-10T03:31:18Z'),
        },
      ],
    })
  })
  it.each([
    ['review', 'review'],
    ['success', 'approved'],
    ['a new word', 'review'],
  ])('%s is %s', async (status, expected) => {
    const { call } = scriptCall(keys, () =>
      JSON.stringify({ templates: [{ ...vendorRow, status }] }),
    )
    expect((await templates.list(call)).templates[0]?.reviewStatus).toBe(expected)
  })
  it('are created and changed with the vendor’s words', async () => {
    const script: Script = () => ({ status: 201, body: bytes(JSON.stringify(vendorRow)) })
    const { call, requests } = scriptCall(keys, script)
    expect(await templates.create(call, draft)).toMatchObject({ vendorId: '3' })
    await templates.update(call, '3', draft)
    const shared = {
      title: '标题',
      content: '{$var1}收入{$var2}',
      temp_sign: '云通信',
      sign_location: 'bottom',
    }
    expect(requests.map(({ method, text }) => [method, JSON.parse(text)])).toEqual([
      ['POST', { ...shared, type: 'industry', report_type: 'general' }],
      ['PATCH', shared],
    ])
    expect(requests[1]?.url).toMatch(/\/api\/templates\/3$/)
  })
  it('are deleted; a refusal comes by its code', async () => {
    const { call, requests } = scriptCall(keys, () => ({ status: 204 }))
    await templates.remove(call, '3')
    expect(requests[0]).toMatchObject({ method: 'DELETE', text: '' })
    const body = bytes('{"error_code":"TEMPLATE_LIMIT","message":"x"}')
    const refusing = scriptCall(keys, () => ({ status: 409, body }))
    await expect(templates.create(refusing.call, draft)).rejects.toMatchObject({
      failure: 'rejected',
      code: 'TEMPLATE_LIMIT',
    })
  })
  it.each(['', '<html>', '{"templates":[{}]}'])('%j is bad_response', async (body) => {
    const { call } = scriptCall(keys, () => body)
    await expect(templates.list(call)).rejects.toMatchObject({ failure: 'bad_response' })
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
