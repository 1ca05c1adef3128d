import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readChinaTime, writeChinaTime } from '#lib/providers/china-time.ts'
import { quietUntil } from './quiet-hours.ts'

const until = (from: string, to: string, at: string) => {
  const end = quietUntil({ from, to }, readChinaTime(`2026-11-21 ${at}:00`) as Date)
  return end && writeChinaTime(end)
}

test.each([
  ['21:00', '08:00', '20:59', undefined],
  ['21:00', '08:00', '21:00', '2026-11-22 08:00:00'],
  ['21:00', '08:00', '23:59', '2026-11-22 08:00:00'],
  ['21:00', '08:00', '00:00', '2026-11-21 08:00:00'],
  ['21:00', '08:00', '07:59', '2026-11-21 08:00:00'],
  ['21:00', '08:00', '08:00', undefined],
  ['12:00', '13:30', '12:15', '2026-11-21 13:30:00'],
  ['12:00', '13:30', '13:30', undefined],
  ['12:00', '12:00', '12:00', undefined],
] as const)('from %s to %s, at %s: until %s', (from, to, at, end) => {
  expect(until(from, to, at)).toBe(end)
})

test('no hours are never quiet', () => expect(quietUntil(null, new Date())).toBeUndefined())

const minute = fc.integer({ min: 0, max: 1439 }).map((all) => {
  const pad = (number: number) => String(number).padStart(2, '0')
  return `${pad(Math.floor(all / 60))}:${pad(all % 60)}`
})
test('the end is ahead, within a day, and not quiet itself', () => {
  const moment = fc.date({ min: new Date(0), max: new Date('2100-01-01'), noInvalidDate: true })
  fc.assert(
    fc.property(minute, minute, moment, (from, to, at) => {
      const end = quietUntil({ from, to }, at)
      if (!end) return
      expect(end.getTime()).toBeGreaterThan(at.getTime())
      expect(end.getTime() - at.getTime()).toBeLessThanOrEqual(86_400_000)
      expect(quietUntil({ from, to }, end)).toBeUndefined()
    }),
  )
})
