import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bytes, type Script, scriptCall } from '../call.fixture.ts'
import { ProviderError } from '../call.ts'
import { balance } from './balance.ts'
import { parseCallback } from './parse-callback.ts'
import { pullReports } from './pull-reports.ts'

const keys = { apiKey: '8767fd835ca3a4eb6f69129d71971760', accessKey: 'k' }
const raw = (body: string | Uint8Array) => ({
  method: 'POST',
  query: '',
  contentType: 'application/json',
  body: typeof body === 'string' ? bytes(body) : body,
})
const push = (rows: unknown, apiKey: unknown = keys.apiKey) =>
  parseCallback(raw(JSON.stringify({ apiKey, data: rows })), { credentials: keys })
const receipt = {
  msgId: '577951956854276096',
  tel: '18551067101',
  arriveResult: 'UNDELIV',
  arriveTime: '2104091735',
  bid: 'b1',
}

describe('a push', () => {
  it('of receipts, as the document prints it', () => {
    const delivered = { ...receipt, arriveResult: 'DELIVRD', bid: undefined }
    expect(push([receipt, delivered])).toEqual([
      {
        type: 'report',
        keys: { submissionId: '577951956854276096', reference: 'b1' },
        phone: '18551067101',
        delivered: false,
        code: 'UNDELIV',
        at: new Date('2021-04-09T17:35:00+08:00'),
      },
      expect.objectContaining({ delivered: true, keys: { submissionId: '577951956854276096' } }),
    ])
  })
  it('of replies', () => {
    const reply = { srcId: '1069001', tel: '18551067101', content: 'TD', arriveTime: '2104091735' }
    expect(push([reply])).toEqual([
      {
        type: 'reply',
        phone: '18551067101',
        content: 'TD',
        at: new Date('2021-04-09T09:35:00Z'),
        senderNumber: '1069001',
      },
    ])
  })
  it('with a number for a text, and fields that are nothing', () => {
    const reply = { srcId: {}, tel: 18551067101, content: 1, arriveTime: 2104091735 }
    expect(push([reply, { ...receipt, bid: {}, content: [] }])).toMatchObject([
      { type: 'reply', phone: '18551067101', content: '1', at: new Date('2021-04-09T09:35:00Z') },
      { type: 'report', keys: { submissionId: receipt.msgId }, code: 'UNDELIV' },
    ])
  })
  it('of nothing', () => {
    expect(push([])).toEqual([])
    expect(push(null)).toEqual([])
  })
  it.each(['other', undefined, null, 7, ''])(
    'for another apiKey (%j) is unauthorized',
    (apiKey) => {
      const body = JSON.stringify({ apiKey, data: [receipt] })
      expect(() => parseCallback(raw(body), { credentials: keys })).toThrow(
        expect.objectContaining({ failure: 'unauthorized', code: 'another_account' }),
      )
    },
  )
  it('a row without a time takes the time it came; bad rows are counted, and do not spoil the rest', () => {
    const timeless = { ...receipt, arriveTime: '' }
    const receivedAt = new Date('2026-11-21T00:00:00Z')
    const body = JSON.stringify({ apiKey: keys.apiKey, data: [timeless, 'x', {}] })
    const events = parseCallback({ ...raw(body), receivedAt }, { credentials: keys })
    const bad = { type: 'unreadable', at: receivedAt }
    expect(events).toEqual([expect.objectContaining({ code: 'UNDELIV', at: receivedAt }), bad, bad])
    expect(() => push([timeless])).toThrow(expect.objectContaining({ failure: 'bad_response' }))
  })
  it('whatever bytes come: events or a ProviderError', () => {
    const row = fc.record(
      {
        msgId: fc.jsonValue(),
        tel: fc.jsonValue(),
        arriveResult: fc.oneof(fc.constant('DELIVRD'), fc.jsonValue()),
        arriveTime: fc.oneof(fc.constant('2104091735'), fc.jsonValue()),
        content: fc.jsonValue(),
      },
      { requiredKeys: [] },
    )
    const documents = fc.oneof(
      fc.uint8Array(),
      fc.json().map(bytes),
      fc.array(row).map((data) => bytes(JSON.stringify({ apiKey: keys.apiKey, data }))),
    )
    fc.assert(
      fc.property(documents, (body) => {
        try {
          const events = parseCallback(raw(body), { credentials: keys })
          for (const { at } of events) expect(at.getTime()).not.toBeNaN()
        } catch (error) {
          expect(error).toBeInstanceOf(ProviderError)
        }
      }),
      { numRuns: 1_000 },
    )
  })
})

describe('a pull', () => {
  const rows =
    '{"code":200,"message":"查询成功","data":[{"msgId":"640614750879358976","tel":"187****8801","arrive":"DELIVRD","arriveTime":"2308071315","bid":"202303231335001220"}],"requestId":"q"}'
  const ask = { day: '2026-11-21', page: 1, submissionIds: ['1', '2'] }

  it('asks by msgId and gives the bytes on; a masked number stays one', async () => {
    const { call, requests } = scriptCall(keys, () => rows)
    const document = await pullReports.fetch(call, ask)
    expect(requests[0]?.url).toMatch(/\/sms\/arriveRes\/qry$/)
    expect(requests[0]?.text).toBe('{"msgId":"1,2"}')
    expect(pullReports.parse(document)).toEqual({
      more: false,
      events: [
        {
          type: 'report',
          keys: { submissionId: '640614750879358976', reference: '202303231335001220' },
          phone: '187****8801',
          delivered: true,
          code: 'DELIVRD',
          at: new Date('2023-08-07T05:15:00Z'),
        },
      ],
    })
  })
  it('asks by bid alone after a call without an id', async () => {
    const { call, requests } = scriptCall(keys, () => rows)
    await pullReports.fetch(call, { ...ask, submissionIds: [], reference: 'b1' })
    expect(requests[0]?.text).toBe('{"bid":"b1"}')
  })
  it('falls back to the older path on 404, and remembers it', async () => {
    const script: Script = ({ url }) => (url.includes('arriveRes') ? { status: 404 } : rows)
    const { call, requests } = scriptCall(keys, script)
    await pullReports.fetch(call, ask)
    await pullReports.fetch(call, ask)
    expect(requests.map(({ url }) => url.split('/sms/')[1])).toEqual([
      'arriveRes/qry',
      'arrive/qry',
      'arrive/qry',
    ])
  })
  it('goes back when the older path is gone, and keeps to neither when none is there', async () => {
    let gone = 'arriveRes'
    const script: Script = ({ url }) => (url.includes(gone) ? { status: 404 } : rows)
    const { call, requests } = scriptCall(keys, script)
    // One bad minute: nothing is there.
    gone = 'sms'
    await expect(pullReports.fetch(call, ask)).rejects.toMatchObject({ code: 'http_404' })
    for (gone of ['arriveRes', 'arrive/', 'none']) await pullReports.fetch(call, ask)
    expect(requests.map(({ url }) => url.split('/')[4])).toEqual([
      ...['arriveRes', 'arrive'],
      ...['arriveRes', 'arrive'],
      ...['arrive', 'arriveRes'],
      'arriveRes',
    ])
  })
  it.each([{}, { arrive: null }, { arrive: '', arriveTime: '' }])(
    'of messages under way alone (%j) is nothing, and no failure',
    (result) => {
      const row = { msgId: '1', tel: '187****8801', bid: 'b1', ...result }
      const body = JSON.stringify({ code: 200, data: [row, row] })
      expect(pullReports.parse(raw(body))).toEqual({ events: [], more: false })
      expect(() => push([row])).toThrow(expect.objectContaining({ failure: 'bad_response' }))
      const foreign = JSON.stringify({ code: 200, data: [row, { result: 'DELIVRD' }] })
      expect(() => pullReports.parse(raw(foreign))).toThrow(/bad_response/)
    },
  )
  it('asks for more after a full answer', () => {
    const row = { msgId: '1', tel: '', arrive: 'DELIVRD', arriveTime: '2308071315' }
    const body = (count: number) => raw(JSON.stringify({ code: 200, data: Array(count).fill(row) }))
    expect([599, 600].map((count) => pullReports.parse(body(count)).more)).toEqual([false, true])
  })
  it.each<[ReturnType<Script>, string]>([
    ['{"code":6000,"message":"访问频繁"}', 'rate_limited'],
    ['{"code":2000}', 'unauthorized'],
    ['{"code":-1}', 'unavailable'],
    ['<html>', 'bad_response'],
    [{ status: 502 }, 'unavailable'],
  ])('%j is %s', async (out, failure) => {
    const { call } = scriptCall(keys, () => out)
    await expect(pullReports.fetch(call, ask)).rejects.toMatchObject({ failure })
  })
  it('whatever bytes come: events or a ProviderError', () => {
    fc.assert(
      fc.property(fc.oneof(fc.uint8Array(), fc.json().map(bytes)), (body) => {
        expect(() => pullReports.parse(raw(body))).toThrow(ProviderError)
      }),
    )
  })
})

describe('the balance', () => {
  it('is read by kind', async () => {
    const body =
      '{"code":200,"data":[{"itemName":"行业短信","residueValue":9784},{"itemName":"推广短信","residueValue":"6506"}],"requestId":"q"}'
    const { call, requests } = scriptCall(keys, () => body)
    expect(await balance(call)).toEqual([
      { unit: 'messages', name: '行业短信', amount: 9784 },
      { unit: 'messages', name: '推广短信', amount: 6506 },
    ])
    expect(requests[0]).toMatchObject({ method: 'POST', text: '{}' })
  })
  it('keeps the kinds that have a number', async () => {
    const body =
      '{"code":200,"data":[{"itemName":"行业短信","residueValue":null},{"itemName":"推广短信","residueValue":0},7]}'
    const { call } = scriptCall(keys, () => body)
    expect(await balance(call)).toEqual([{ unit: 'messages', name: '推广短信', amount: 0 }])
  })
  it.each([
    '{"code":200,"data":{}}',
    '{"code":200,"data":[{"itemName":"行业短信","residueValue":null}]}',
    '{"code":200}',
    '',
  ])('%j is bad_response', async (body) => {
    const { call } = scriptCall(keys, () => body)
    await expect(balance(call)).rejects.toMatchObject({ failure: 'bad_response' })
  })
})
