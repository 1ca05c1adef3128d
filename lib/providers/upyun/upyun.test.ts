import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bytes, requestOf, type Script, scriptCall } from '../call.fixture.ts'
import { ProviderError } from '../call.ts'
import { HttpError } from '../http-error.ts'
import { codes } from './codes.ts'
import { send } from './send.ts'
import { fromVendorText, joinValues, toVendorText } from './variables.ts'

const keys = { token: 'secret-token' }
const pair = requestOf([
  ['张三', '1'],
  ['张三', '1'],
])
const accepted =
  '{"message_ids":[{"message_id":31,"mobile":"13800000002"},{"msg_id":"30","mobile":13800000001,"x":1}]}'

function sendTo(script: Script, request = pair) {
  const { call, requests } = scriptCall(keys, script)
  return { result: send(call, request), requests }
}
async function failureOf(script: Script, request = pair) {
  const error = await sendTo(script, request).result.catch((e: unknown) => e)
  expect(error).toBeInstanceOf(ProviderError)
  return error as ProviderError
}

describe('variables', () => {
  it.each([
    ['{姓名}您好{金额}{姓名}', '{$var1}您好{$var2}{$var1}', ['张', '5'], '张|5'],
    ['{var2}您好{var1}', '{$var2}您好{$var1}', ['b', 'a'], 'a|b'],
    ['只有{var3}', '只有{$var3}', ['c'], '||c'],
    ['{var1}{姓名}', '{$var1}{$var2}', ['x', 'y'], 'x|y'],
    ['没有', '没有', [], ''],
  ])('%s', (text, vendorText, values, joined) => {
    expect(toVendorText(text)).toBe(vendorText)
    expect(joinValues(text, values)).toBe(joined)
    expect(toVendorText(fromVendorText(vendorText))).toBe(vendorText)
  })
})

describe('send', () => {
  it('has one template and one set of values', async () => {
    const { result, requests } = sendTo(() => accepted)
    expect(await result).toEqual({
      outcome: [
        { accepted: true, vendorMessageId: '30' },
        { accepted: true, vendorMessageId: '31' },
      ],
    })
    expect(requests[0]).toMatchObject({
      method: 'POST',
      headers: { authorization: 'secret-token' },
    })
    expect(requests[0]?.url).toMatch(/\/api\/messages$/)
    expect(JSON.parse(requests[0]?.text ?? '')).toEqual({
      template_id: 7,
      mobile: '13800000001,13800000002',
      vars: '张三|1',
    })
  })

  it.each<[string, string[][], string]>([
    [
      'different values',
      [
        ['a', '1'],
        ['b', '1'],
      ],
      'template_unavailable',
    ],
    ['a | in a value', [['a|b', '1']], 'rejected'],
  ])('never leaves with %s', async (_, values, failure) => {
    const { result, requests } = sendTo(() => accepted, requestOf(values))
    await expect(result).rejects.toMatchObject({ failure })
    expect(requests).toHaveLength(0)
  })

  it('judges each number by its own entry', async () => {
    const body = `{"message_ids":[
      {"error_code":"ILLEGAL_MOBILE","mobile":"13800000001"},
      {"error_code":"WHAT_IS_THIS","mobile":"13800000002"},
      {"mobile":"13800000003"},
      {"message_id":9,"mobile":"13800000005"},
      {"message_id":10}, {"message_id":{},"mobile":"13800000004"}, null, 7,
      {"message_id":8,"error_code":"ILLEGAL_MOBILE","mobile":"13800000006"}]}`
    const request = requestOf(Array(6).fill(['a', '1']))
    expect((await sendTo(() => body, request).result).outcome).toEqual([
      { accepted: false, failure: 'rejected', code: 'ILLEGAL_MOBILE' },
      { accepted: false, failure: 'outcome_unknown', code: 'WHAT_IS_THIS' },
      { accepted: false, failure: 'outcome_unknown' },
      { accepted: false, failure: 'outcome_unknown' },
      { accepted: true, vendorMessageId: '9' },
      { accepted: false, failure: 'outcome_unknown', code: 'ILLEGAL_MOBILE' },
    ])
  })

  it.each(Object.entries(codes))(
    'a 4xx with %s is mapped by code, not by words',
    async (code, { failure }) => {
      const body = bytes(JSON.stringify({ error_code: code, message: 'other words' }))
      const error = await failureOf(() => ({ status: 409, body }))
      expect(error).toMatchObject({ vendor: 'upyun', failure, code, detail: 'other words' })
    },
  )

  it.each<[string, ReturnType<Script>]>([
    ['HTML', '<html></html>'],
    ['nothing', ''],
    ['half an answer', accepted.slice(0, 40)],
    ['another shape', '{"message_ids":{}}'],
    ['500', { status: 500, body: bytes('{"error_code":"SMS_SYSTEM_ERROR"}') }],
    [
      '500 with a code that would refuse',
      { status: 500, body: bytes('{"error_code":"INSUFFICIENT_FUNDS"}') },
    ],
    ['409 with an unknown code', { status: 409, body: bytes('{"error_code":"toString"}') }],
    ['404 in HTML', { status: 404, body: bytes('<h1>no</h1>') }],
    ['307', { status: 307 }],
    ['a time-out', new HttpError('answer', 'answer_timeout')],
  ])('%s is outcome_unknown', async (_, out) => {
    expect((await failureOf(() => out)).failure).toBe('outcome_unknown')
  })

  it('never connected is unavailable', async () => {
    const error = await failureOf(() => new HttpError('connect', 'connect_timeout'))
    expect(error.failure).toBe('unavailable')
  })

  it('whatever bytes come: outcomes or a ProviderError, never a yes', async () => {
    const some = fc.oneof(fc.uint8Array(), fc.json().map(bytes))
    await fc.assert(
      fc.asyncProperty(some, fc.integer({ min: 200, max: 599 }), async (body, status) => {
        expect((await failureOf(() => ({ status, body }))).failure).toBe('outcome_unknown')
      }),
    )
  })
})
