import fc from 'fast-check'
import { expect, test, vi } from 'vitest'
import { holds } from '#lib/properties.fixture.ts'
import { countSegments } from '#lib/providers/texts.ts'
import { countSegments as countAtVendor } from '#lib/sandbox/core/segments.ts'

vi.setConfig({ testTimeout: 120_000 })
const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 400 })

test('the fewest parts that hold the text, and never fewer for a longer one', () => {
  holds(
    fc.property(text, fc.string(), (one, more) => {
      const parts = countSegments(one)
      expect(one.length).toBeLessThanOrEqual(parts === 1 ? 70 : parts * 67)
      if (parts > 1) expect(one.length).toBeGreaterThan(parts === 2 ? 70 : (parts - 1) * 67)
      expect(countSegments(one + more)).toBeGreaterThanOrEqual(parts)
    }),
  )
})

test('what we reckon is what the simulators bill', () => {
  holds(fc.property(text, (one) => countSegments(one) === countAtVendor(one)))
})
