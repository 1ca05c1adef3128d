import { expect, it } from 'vitest'
import { chinaDay } from '#lib/providers/china-time.ts'
import { listDays, readRange, StatisticsAsk } from './range.ts'

const id = '00000000-0000-4000-8000-000000000000'

it('is the last seven days in China unless said otherwise', () => {
  const { from, to } = readRange({ id })
  expect(to).toBe(chinaDay(new Date()))
  expect(listDays({ from, to })).toHaveLength(7)
  expect(readRange({ id, to: '2026-03-02' })).toEqual({ from: '2026-02-24', to: '2026-03-02' })
})

it('keeps both ends, over the end of a month', () => {
  expect(listDays({ from: '2028-02-28', to: '2028-03-01' })).toEqual([
    '2028-02-28',
    '2028-02-29',
    '2028-03-01',
  ])
})

it('refuses what is backwards, too long or no day', () => {
  expect(() => readRange({ id, from: '2026-03-02', to: '2026-03-01' })).toThrow('range_order')
  expect(() => readRange({ id, from: '2026-01-01', to: '2026-02-20' }, 50)).toThrow('range_long')
  expect(readRange({ id, from: '2026-01-01', to: '2026-02-19' }, 50).from).toBe('2026-01-01')
  for (const from of ['2026-02-30', '20260101', 'x'])
    expect(StatisticsAsk.safeParse({ id, from }).success).toBe(false)
})
