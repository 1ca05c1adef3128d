import { expect, it } from 'vitest'
import { signFields, signText } from './sign.ts'

const HEADERS = {
  'x-api-key': 'test-api-key-0001',
  'x-nonce': 'H95a7XT1h6',
  'x-sign-method': 'HmacSHA256',
  'x-timestamp': '1641350184346',
}

/** Made by running the document's own sample code. */
const VECTORS: [Record<string, string>, string][] = [
  [
    {
      phones: '13800000001,13800000002',
      templateCode: '574277763210051584',
      templateParam: '["测试1","测试2"]',
      upExtendCode: '15',
    },
    '2a70f63d543c4344430ddb2d77593df24efdfaa0a1f2624f4da18c568f0a3991',
  ],
  [
    {
      phones: '13800000001',
      templateCode: '817436511033106432',
      templateParam: '["测\\\\试一\\\\下"]',
    },
    '163f7c812fe8b969f12a587e9af9bcdb3c124e5776abb6c6f5ce1057b2826da3',
  ],
  [{}, '9cc4d8c059bec680b1110391a69cd91d39e5b46eede308477ea704681682db51'],
]

it.each(VECTORS)('signs %j as the sample code does', (fields, sign) => {
  expect(signFields('HmacSHA256', { ...fields, ...HEADERS }, 'test-access-key-0001')).toBe(sign)
})

it('sorts by name and leaves out what is empty', () => {
  expect(signText({ b: '2', a: '1', c: '', d: null, page: 3 })).toBe('a=1&b=2&page=3')
})

it('does not know a seventh method', () => {
  expect(() => signFields('HmacSM3', {}, 'key')).toThrow(RangeError)
})
