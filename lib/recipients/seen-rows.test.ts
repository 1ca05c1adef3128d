import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createSeenRows } from './seen-rows.ts'

const phone = fc.integer({ min: 0, max: 6_999_999_999 }).map((n) => String(13_000_000_000 + n))
const fewPhones = fc.constantFrom('13000000000', '17294967295', '17294967296', '19999999999')
const value = fc.string({ unit: fc.constantFrom('a', 'b', '张', '三', ''), maxLength: 3 })
const row = fc.tuple(fc.oneof(fewPhones, phone), fc.array(value, { maxLength: 3 }))

test('finds exactly the rows a set of strings would find', () => {
  fc.assert(
    fc.property(fc.array(row, { maxLength: 300 }), (rows) => {
      const seen = createSeenRows()
      const known = new Set<string>()
      for (const [number, values] of rows) {
        const key = JSON.stringify([number, values])
        expect(seen.add(number, values)).toBe(!known.has(key))
        known.add(key)
      }
      expect(seen.size).toBe(known.size)
    }),
  )
})

test('200,000 rows: none lost while it grows, none confused, 12 bytes a slot', () => {
  const seen = createSeenRows()
  const nth = (n: number): [string, string[]] => [String(13_000_000_000 + (n % 50_000)), [`v${n}`]]
  let lost = 0
  for (let n = 0; n < 200_000; n++) if (!seen.add(...nth(n))) lost += 1
  for (let n = 0; n < 200_000; n++) if (seen.add(...nth(n))) lost += 1
  expect(lost).toBe(0)
  expect(seen.size).toBe(200_000)
  expect(seen.bytes).toBeLessThanOrEqual(12 * 2 ** 19)
})
