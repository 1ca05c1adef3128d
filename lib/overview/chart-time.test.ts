import { expect, test } from 'vitest'
import { formatTime } from '#lib/i18n/format-time.ts'
import { spanOf, ticksOf, toLines } from './chart-time.ts'

const now = new Date('2026-11-21T05:20:00Z')
const shown = (days: number, most?: number) =>
  ticksOf(spanOf(days, now), most).map((at) => formatTime(at, 'minute'))

test('a week is named by its midnights in Asia/Shanghai, each once', () => {
  const days = shown(7)
  expect(days).toHaveLength(7)
  expect(days[0]).toBe('2026-11-15 00:00')
  expect(days.at(-1)).toBe('2026-11-21 00:00')
  expect(shown(7, 4)).toEqual([
    '2026-11-15 00:00',
    '2026-11-17 00:00',
    '2026-11-19 00:00',
    '2026-11-21 00:00',
  ])
})

test('a day is named by hours, a quarter by days far apart; none lies outside the span', () => {
  expect(shown(1)[0]).toBe('2026-11-20 15:00')
  expect(shown(1)).toHaveLength(8)
  for (const days of [1, 7, 30, 90]) {
    const { from, to } = spanOf(days, now)
    const ticks = ticksOf({ from, to })
    expect(ticks.length).toBeGreaterThan(3)
    expect(ticks.length).toBeLessThan(10)
    expect(ticks.every((at) => at >= from && at <= to)).toBe(true)
  }
})

const point = (minutesAgo: number, name: string, amount: number) => ({
  at: new Date(now.getTime() - minutesAgo * 60_000),
  unit: 'messages' as const,
  name,
  amount,
})

test('kinds told at one time share a row, and what stood before the span begins it', () => {
  const span = spanOf(1, now)
  const { rows, lines } = toLines(
    [point(1500, 'a', 5), point(60, 'a', 4), point(60, 'b', 9), point(0, 'a', 4)],
    span,
  )
  expect(rows).toEqual([
    { at: span.from, a: 5 },
    { at: span.to - 3_600_000, a: 4, b: 9 },
    { at: span.to, a: 4 },
  ])
  expect(lines).toEqual([
    { name: 'a', lone: false },
    { name: 'b', lone: true },
  ])
})

test('one poll, told twice, and polls a minute apart are points and no line', () => {
  const span = spanOf(7, now)
  const lone = { lines: [{ name: 'a', lone: true }] }
  expect(toLines([point(3, 'a', 5), point(3, 'a', 5)], span)).toMatchObject({
    rows: [{ a: 5 }],
    ...lone,
  })
  expect(toLines([point(3, 'a', 5), point(2, 'a', 5)], span)).toMatchObject(lone)
  expect(toLines([point(300, 'a', 5), point(2, 'a', 5)], span).lines).toEqual([
    { name: 'a', lone: false },
  ])
})
