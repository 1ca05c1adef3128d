import { describe, expect, it } from 'vitest'
import { bytes, scriptCall } from '../call.fixture.ts'
import { balance } from './balance.ts'
import { records } from './records.ts'
import { keys, owner, page, quota, row } from './rows.fixture.ts'

describe('records', () => {
  const ask = { phone: '15757123456', day: '2017-04-06' }
  it('are those of one phone and day, newest first, in the vendor’s own words', async () => {
    const later = { ...row, id: 3, created_at: '2017-04-06T09:00:00.000Z', status: 'defeat' }
    const { call, requests } = scriptCall(keys, () => page([row, later]))
    expect(await records(call, ask)).toEqual([
      {
        at: new Date('2017-04-06T09:00:00Z'),
        text: 'hello,hello【落子時】',
        status: 'defeat',
        vendorMessageId: '3',
        segments: 1,
      },
      expect.objectContaining({ vendorMessageId: '2', status: 'success' }),
    ])
    // Its China day lies on two days in UTC, and nobody says which of them `date` means.
    expect(requests.map(({ url }) => url.split('?')[1])).toEqual([
      'date=2017-04-05&mobile=15757123456&page=1&per_page=100',
      'date=2017-04-06&mobile=15757123456&page=1&per_page=100',
    ])
  })
  it('those of the day in China, on whichever day the vendor files them', async () => {
    const early = { ...row, id: 4, created_at: '2017-04-05T16:00:00.000Z' }
    const before = { ...row, id: 5, created_at: '2017-04-05T15:59:59.000Z' }
    const byUtc = ({ url }: { url: string }) =>
      url.includes('date=2017-04-05') ? page([early, before]) : page([row])
    const found = await records(scriptCall(keys, byUtc).call, ask)
    expect(found.map(({ vendorMessageId }) => vendorMessageId)).toEqual(['2', '4'])
  })
  it('are read to the last page, in the size that the vendor gives', async () => {
    const all = Array.from({ length: 7 }, (_, n) => ({ ...row, id: n + 1 }))
    const capped = ({ url }: { url: string }) => {
      const asked = new URL(url).searchParams
      const size = Math.min(3, Number(asked.get('per_page')))
      const from = (Number(asked.get('page')) - 1) * size
      return page(all.slice(from, from + size), 7)
    }
    const found = await records(scriptCall(keys, capped).call, ask)
    expect(found).toHaveLength(7)
  })
  it('another phone’s row and one without a time are left out', async () => {
    const rows = [
      { ...row, mobile: '15757123457' },
      { ...row, created_at: null, sent_at: null },
    ]
    const { call } = scriptCall(keys, () => page(rows))
    expect(await records(call, ask)).toEqual([])
  })
  it('what is no list is bad_response', async () => {
    const { call } = scriptCall(keys, () => '{"messages":7}')
    await expect(records(call, ask)).rejects.toMatchObject({ failure: 'bad_response' })
  })
})

describe('what is left', () => {
  const template = { id: 3, title: 't', temp_sign: 's', content: 'c', type: 'industry', owner }
  const list = (rows: unknown[]) => JSON.stringify({ templates: rows })
  const isList = (url: string) => url.endsWith('/api/templates')

  it('is said by the templates’ owner, in one call', async () => {
    const { call, requests } = scriptCall(keys, () => list([template]))
    expect(await balance(call)).toEqual(quota)
    expect(requests).toHaveLength(1)
  })
  it('an account without templates is asked by users/remain', async () => {
    const { call, requests } = scriptCall(keys, ({ url }) =>
      isList(url) ? list([]) : '{"industry":50000,"marketing":"100","intl":81}',
    )
    expect(await balance(call)).toEqual([
      { unit: 'messages', name: 'industry', amount: 50_000 },
      { unit: 'messages', name: 'marketing', amount: 100 },
    ])
    expect(requests.map(({ url }) => new URL(url).pathname)).toEqual([
      '/api/templates',
      '/api/users/remain',
    ])
  })
  it.each([
    '',
    '{"error_code":"NOT_FOUND"}',
    '{"error_code":"PAGE_NOT_FOUND"}',
    '{"error_code":40400,"message":["no"]}',
  ])('404 there is done without: %j', async (body) => {
    const { call } = scriptCall(keys, ({ url }) =>
      isList(url) ? list([]) : { status: 404, body: bytes(body) },
    )
    expect(await balance(call)).toEqual([])
  })
  it('but a wrong token is told', async () => {
    const { call } = scriptCall(keys, ({ url }) => (isList(url) ? list([]) : { status: 401 }))
    await expect(balance(call)).rejects.toMatchObject({ code: 'http_401' })
  })
})
