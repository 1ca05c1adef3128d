import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bytes, requestOf, type Script, scriptCall } from '../call.fixture.ts'
import { ProviderError } from '../call.ts'
import { createHttp } from '../http.ts'
import { HttpError } from '../http-error.ts'
import { answer, startRawServer } from '../raw-server.fixture.ts'
import { send } from './send.ts'
import { sign } from './sign.ts'

const keys = { apiKey: 'test-api-key-0001', accessKey: 'test-access-key-0001' }
const accepted =
  '{"code":200,"data":{"msgId":"574730770464800768","desc":"null"},"requestId":"q-1"}'
const pair = requestOf([
  ['张三', '1'],
  ['李四', '2'],
])

function sendTo(script: Script, request = pair, settings = {}) {
  const { call, requests } = scriptCall(keys, script, { settings })
  return { result: send(call, request), requests }
}
async function failureOf(script: Script, request = pair) {
  const error = await sendTo(script, request).result.catch((e: unknown) => e)
  expect(error).toBeInstanceOf(ProviderError)
  return error as ProviderError
}

describe('what leaves', () => {
  it('different values go by sendBatch, signed, all strings', async () => {
    const { result, requests } = sendTo(() => accepted, pair, { upExtendCode: '15' })
    await result
    const [request] = requests
    expect(request?.url).toMatch(/\/message\/sendBatch$/)
    const body = JSON.parse(request?.text ?? '')
    expect(body).toEqual({
      phonesJson: '["13800000001","13800000002"]',
      templateCode: '7',
      templateParamJson: '[["张三","1"],["李四","2"]]',
      upExtendCode: '15',
      bid: pair.reference,
    })
    const { 'x-sign': signed, 'content-type': _, ...headers } = request?.headers ?? {}
    expect(headers['x-timestamp']).toBe(String(Date.parse('2026-11-21T02:00:00Z')))
    expect(signed).toBe(sign('HmacSHA256', keys.accessKey, { ...body, ...headers }))
  })

  it('equal values go by send, and none at all without templateParam', async () => {
    const same = sendTo(
      () => accepted,
      requestOf([
        ['测\\试', '"'],
        ['测\\试', '"'],
      ]),
    )
    await same.result
    expect(same.requests[0]?.url).toMatch(/\/message\/send$/)
    expect(JSON.parse(same.requests[0]?.text ?? '')).toEqual({
      phones: '13800000001,13800000002',
      templateCode: '7',
      templateParam: '["测\\\\试","\\""]',
      bid: pair.reference,
    })
    const none = sendTo(() => accepted, requestOf([[], []]))
    await none.result
    expect(JSON.parse(none.requests[0]?.text ?? '')).not.toHaveProperty('templateParam')
  })

  it('a variable signature comes first', async () => {
    const { result, requests } = sendTo(() => accepted, requestOf([['x']]), {
      dynamicSignature: true,
    })
    await result
    expect(JSON.parse(requests[0]?.text ?? '').templateParam).toBe('["云通信","x"]')
  })

  it('nothing without a template code', async () => {
    const request = requestOf([['x']], { template: { text: '', category: 'otp' } })
    const { result, requests } = sendTo(() => accepted, request)
    await expect(result).rejects.toMatchObject({ failure: 'template_unavailable' })
    expect(requests).toHaveLength(0)
  })
})

describe('a yes', () => {
  it.each([
    ['as documented', accepted],
    [
      'with msgid, and code as text',
      '{"code":"200","data":{"msgid":574730770464800768},"requestId":"q-1","x":{}}',
    ],
  ])('%s', async (_, body) => {
    expect(await sendTo(() => body).result).toEqual({
      submissionId: '574730770464800768',
      requestId: 'q-1',
      outcome: [{ accepted: true }, { accepted: true }],
    })
  })
  it('with words that are none', async () => {
    const body =
      '{"code":200,"message":{},"data":{"msgId":"1","desc":{},"failPhones":{}},"requestId":[]}'
    expect(await sendTo(() => body).result).toEqual({
      submissionId: '1',
      outcome: [{ accepted: true }, { accepted: true }],
    })
  })
  const odd = '[null, {}, "13800000002"]'
  it.each(['"13800000002"', '"13800000009, 8613800000002"', '["13800000002"]', odd, '13800000002'])(
    'with failPhones %s',
    async (failPhones) => {
      const body = `{"code":200,"data":{"msgId":"1","failPhones":${failPhones},"desc":"黑名单"}}`
      expect((await sendTo(() => body).result).outcome).toEqual([
        { accepted: true },
        { accepted: false, failure: 'rejected', code: 'failPhones', detail: '黑名单' },
      ])
    },
  )
  it('without msgId proves only what failPhones says', async () => {
    const body = '{"code":200,"data":{"failPhones":"13800000001"}}'
    expect((await sendTo(() => body).result).outcome).toEqual([
      { accepted: false, failure: 'rejected', code: 'failPhones' },
      { accepted: false, failure: 'outcome_unknown' },
    ])
  })
})

describe('a no', () => {
  it.each([
    ['-1', 'outcome_unknown'],
    ['2000', 'unauthorized'],
    ['2001', 'unauthorized'],
    ['6000', 'rate_limited'],
    ['40002', 'insufficient_balance'],
    ['40004', 'rejected'],
    ['40005', 'template_unavailable'],
    ['40006', 'unauthorized'],
    ['60001', 'template_unavailable'],
    ['60002', 'rejected'],
    ['60003', 'template_unavailable'],
    ['60004', 'rejected'],
    ['60005', 'rejected'],
    ['60006', 'template_unavailable'],
    ['60007', 'rejected'],
    ['60008', 'rejected'],
    ['60009', 'unavailable'],
    ['99999', 'outcome_unknown'],
  ])('code %s is %s', async (code, failure) => {
    const error = await failureOf(() => `{"code":${code},"message":"words","requestId":"q-1"}`)
    expect(error).toMatchObject({ vendor: 'infocloud', failure, code })
    expect(error.detail).toContain('q-1')
  })
})

describe('no proof either way is outcome_unknown', () => {
  it.each<[string, ReturnType<Script>]>([
    ['HTML', '<html>busy</html>'],
    ['nothing', ''],
    ['half an answer', accepted.slice(0, 30)],
    ['no msgId', '{"code":200,"data":{"desc":"null"}}'],
    ['msgId "null"', '{"code":200,"data":{"msgId":"null"}}'],
    ['no data', '{"code":200}'],
    ['data of another shape', '{"code":200,"data":[1]}'],
    ['a code of another shape', '{"code":{"a":1}}'],
    ['an array', '[]'],
    ['a code like a property', '{"code":"constructor"}'],
    ['500 with a good body', { status: 500, body: bytes(accepted) }],
    ['503 with a documented code', { status: 503, body: bytes('{"code":60009}') }],
    ['404', { status: 404, body: bytes('<h1>404</h1>') }],
    ['307', { status: 307, headers: { location: '/x' } }],
    ['a time-out', new HttpError('answer', 'answer_timeout')],
    ['a reset', new HttpError('answer', 'ECONNRESET')],
  ])('%s', async (_, out) => {
    expect((await failureOf(() => out)).failure).toBe('outcome_unknown')
  })
  it('but never connected is unavailable', async () => {
    const error = await failureOf(() => new HttpError('connect', 'ECONNREFUSED'))
    expect(error).toMatchObject({ failure: 'unavailable', code: 'ECONNREFUSED' })
  })
  it('whatever bytes come', async () => {
    const some = fc.oneof(fc.uint8Array(), fc.json().map(bytes))
    await fc.assert(
      fc.asyncProperty(some, fc.integer({ min: 200, max: 599 }), async (body, status) => {
        expect((await failureOf(() => ({ status, body }))).failure).toBe('outcome_unknown')
      }),
    )
  })
})

describe('a drifting clock', () => {
  const late = { date: 'Sat, 21 Nov 2026 02:02:00 GMT' } // ours says 02:00:00
  it('is named, is no fault of the keys, and is corrected in the next call', async () => {
    const script: Script = () => ({
      headers: late,
      body: bytes('{"code":2001,"message":"授权失败"}'),
    })
    const { call, requests } = scriptCall(keys, script)
    const first = await send(call, pair).catch((e: unknown) => e)
    expect(first).toMatchObject({ failure: 'unavailable', code: '2001' })
    expect((first as ProviderError).detail).toMatch(/授权失败.*clock drift.*慢 121 秒/)
    const second = await send(call, pair).catch((e: unknown) => e)
    // With the right time it is the keys after all.
    expect(second).toMatchObject({ failure: 'unauthorized', code: '2001' })
    const times = requests.map(({ headers }) => Number(headers?.['x-timestamp']))
    expect((times[1] ?? 0) - (times[0] ?? 0)).toBe(120_500)
  })
  it('does not excuse other codes, nor a 5xx', async () => {
    const broken: Script = () => ({ status: 500, headers: late, body: bytes('{"code":2001}') })
    expect((await failureOf(broken)).failure).toBe('outcome_unknown')
    const script: Script = () => ({ headers: late, body: bytes('{"code":40002}') })
    expect((await failureOf(script)).failure).toBe('insufficient_balance')
  })
})

describe('over a real connection', () => {
  const over = async (raw: string) => {
    await using server = await startRawServer((socket) => socket.end(raw))
    const http = createHttp({ allow: [server.target], answerTimeoutMs: 500 })
    const { call } = scriptCall(keys, () => '', { http, baseUrl: server.url })
    const result = await send(call, pair).catch((e: unknown) => e)
    expect(server.received).toHaveLength(1)
    return result
  }
  it('is accepted once, and cut off is unknown', async () => {
    expect(await over(answer('200 OK', accepted))).toMatchObject({
      submissionId: '574730770464800768',
    })
    const cut = answer('200 OK', accepted).slice(0, -5)
    expect(await over(cut)).toMatchObject({ failure: 'outcome_unknown', code: 'answer_cut_off' })
    expect(await over(answer('421 Misdirected Request', ''))).toMatchObject({
      failure: 'outcome_unknown',
    })
  })
})
