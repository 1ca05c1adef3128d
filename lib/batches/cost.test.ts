import { expect, test } from 'vitest'
import { formatCost } from '#lib/i18n/format-money.ts'
import { costOf, costOfBatch } from './cost.ts'

test.each([
  ['0.0450', 1, 0.045],
  ['0.0450', 585, 26.325],
  ['0.0450', 12, 0.54],
  ['0.1000', 3, 0.3],
  ['0.0333', 1_000_000, 33_300],
  ['0', 10, 0],
])('%s × %d', (price, segments, cost) => expect(costOf(price, segments)).toBe(cost))

test.each([
  [0.045, '¥0.045'],
  [26.325, '¥26.325'],
  [0.0333 * 7, '¥0.2331'],
  [0.54, '¥0.54'],
  [0.3, '¥0.30'],
  [33_300, '¥33,300.00'],
  [-1.5, '−¥1.50'],
])('%d is %s', (amount, text) => expect(formatCost(amount)).toBe(text))

test('an estimate stands beside the cost where some were not charged', () => {
  const batch = { price: '0.0450', segmentCount: 10 }
  expect(costOfBatch({ ...batch, chargedSegments: 10 })).toEqual({ cost: 0.45, estimated: null })
  expect(costOfBatch({ ...batch, chargedSegments: 3 })).toEqual({ cost: 0.135, estimated: 0.45 })
})
