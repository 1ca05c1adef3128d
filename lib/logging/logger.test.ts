import { expect, test } from 'vitest'
import { maskPhones } from './mask-phones.ts'

test('masks mobile numbers and leaves longer digits alone', () => {
  expect(maskPhones('to 13800138000, +8613912345678')).toBe('to 138****8000, +86139****5678')
  expect(maskPhones('"vendorId":"1380013800099","n":13800138000')).toBe(
    '"vendorId":"1380013800099","n":138****8000',
  )
})
