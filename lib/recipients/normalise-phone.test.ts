import fc from 'fast-check'
import { expect, test } from 'vitest'
import { looksLikeNumber, normalisePhone } from './normalise-phone.ts'

test.each([
  '13800138000',
  '+86 138-0013-8000',
  '86 13800138000',
  '0086-138.0013.8000',
  '（+86）138 0013 8000',
  '＋８６１３８００１３８０００',
  '\u202d138 0013 8000\u202c',
  '="13800138000"',
  "'13800138000",
  '13800138000.0',
  '\t13800138000\u00a0',
])('%j is 13800138000', (raw) => {
  expect(normalisePhone(raw)).toEqual({ phone: '13800138000' })
})

test.each([
  ['', 'empty_phone'],
  ['  \u3000', 'empty_phone'],
  ['\u200b\ufeff', 'empty_phone'],
  [' \u202d\u202c\u00ad ', 'empty_phone'],
  ['="\u2060"', 'empty_phone'],
  ['\u3164', 'empty_phone'],
  ['-', 'not_mobile'],
  ['1.38E+10', 'scientific_notation'],
  ['1.38001E10', 'scientific_notation'],
  ['１．３８Ｅ＋１０', 'scientific_notation'],
  ['12345678901', 'not_mobile'],
  ['1380013800', 'not_mobile'],
  ['138001380001', 'not_mobile'],
  ['010-88886666', 'not_mobile'],
  ['+1 13800138000', 'not_mobile'],
  ['8686 13800138000', 'not_mobile'],
  ['13800138000/13900139000', 'not_mobile'],
  ['1380013800O', 'not_mobile'],
])('%j is refused: %s', (raw, reason) => {
  expect(normalisePhone(raw)).toEqual({ reason })
})

test('what comes out is a mobile number or a reason, and stays itself', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...'0123456789+-. Ee８') }), (raw) => {
      const { phone, reason } = normalisePhone(raw)
      expect(reason === undefined).toBe(/^1[3-9]\d{9}$/.test(phone ?? ''))
      if (phone) expect(normalisePhone(phone)).toEqual({ phone })
    }),
    { numRuns: 2000 },
  )
})

test('a wrong number is still a number, a name is not', () => {
  expect(['1.38E+10', '1380013800', '010-88886666'].map(looksLikeNumber)).toEqual([
    true,
    true,
    true,
  ])
  expect(['手机号', '张三', '300.09', ''].map(looksLikeNumber)).toEqual([
    false,
    false,
    false,
    false,
  ])
})
