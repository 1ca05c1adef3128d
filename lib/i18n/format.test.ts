import { expect, test } from 'vitest'
import { formatCount, formatMoney } from './format-money.ts'
import { endOfDay, formatTime, startOfDay } from './format-time.ts'

test('times in Asia/Shanghai', () => {
  expect(formatTime('2026-11-20T16:00:00Z')).toBe('2026-11-21 00:00:00')
  expect(formatTime(new Date('2026-11-20T16:00:00Z'), 'minute')).toBe('2026-11-21 00:00')
  expect(startOfDay('2026-11-21').toISOString()).toBe('2026-11-20T16:00:00.000Z')
  expect(endOfDay('2026-11-21').toISOString()).toBe('2026-11-21T16:00:00.000Z')
})

test('money and counts', () => {
  expect(formatMoney('1234567.5')).toBe('¥1,234,567.50')
  expect(formatMoney('0.0450', 4)).toBe('¥0.0450')
  expect(formatMoney(-12.345678, 4)).toBe('−¥12.3457')
  expect(formatCount(1234567)).toBe('1,234,567')
})
