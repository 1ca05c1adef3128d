import { expect, test } from 'vitest'
import { costOf } from './cost.ts'

test.each([
  ['0.0450', 585, 26.33],
  ['0.0450', 12, 0.54],
  ['0.1000', 3, 0.3],
  ['0.0333', 1_000_000, 33_300],
  ['0', 10, 0],
])('%s × %d', (price, segments, cost) => expect(costOf(price, segments)).toBe(cost))
