import { createHmac } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { sign, signMethods } from './sign.ts'

const key = 'test-access-key-0001'
const headers = {
  'x-api-key': 'test-api-key-0001',
  'x-nonce': 'H95a7XT1h6',
  'x-sign-method': 'HmacSHA256',
  'x-timestamp': '1641350184346',
}

describe('sign', () => {
  it.each([
    [
      'values and an extension',
      {
        phones: '13800000001,13800000002',
        templateCode: '574277763210051584',
        templateParam: '["测试1","测试2"]',
        upExtendCode: '15',
      },
      '2a70f63d543c4344430ddb2d77593df24efdfaa0a1f2624f4da18c568f0a3991',
    ],
    [
      'a backslash',
      {
        phones: '13800000001',
        templateCode: '817436511033106432',
        templateParam: JSON.stringify(['测\\试一\\下']),
      },
      '163f7c812fe8b969f12a587e9af9bcdb3c124e5776abb6c6f5ce1057b2826da3',
    ],
    ['an empty body', {}, '9cc4d8c059bec680b1110391a69cd91d39e5b46eede308477ea704681682db51'],
    [
      'empty fields, which do not count',
      { upExtendCode: '', bid: '' },
      '9cc4d8c059bec680b1110391a69cd91d39e5b46eede308477ea704681682db51',
    ],
  ])('agrees with the document’s own code for %s', (_, fields, expected) => {
    expect(sign('HmacSHA256', key, { ...headers, ...fields })).toBe(expected)
  })

  it('knows the six methods', () => {
    const lengths = signMethods.map((method) => [method, sign(method, key, { a: 'b' }).length * 4])
    expect(Object.fromEntries(lengths)).toEqual({
      HmacMD5: 128,
      HmacSHA1: 160,
      HmacSHA224: 224,
      HmacSHA256: 256,
      HmacSHA384: 384,
      HmacSHA512: 512,
    })
    expect(sign('HmacMD5', key, { b: '2', a: '中' })).toBe(
      createHmac('md5', key).update('a=中&b=2').digest('hex'),
    )
  })
})
