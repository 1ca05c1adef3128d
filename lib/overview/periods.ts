import { z } from 'zod'
import { chinaDay } from '#lib/providers/china-time.ts'
import { type PeriodName, periodNames } from './period-names.ts'

/** The search part of the overview's address. */
export const OverviewParams = z.object({
  period: z.enum(periodNames).catch('today'),
})

/** Days from `first` to `last`, both included, yyyy-MM-dd in Asia/Shanghai. */
export type Days = { first: string; last: string }

const dayMs = 86_400_000

/** How many days each lasts, and how many days ago its last one was. */
const shapes: Record<PeriodName, { length: number; ago: number }> = {
  today: { length: 1, ago: 0 },
  yesterday: { length: 1, ago: 1 },
  week: { length: 7, ago: 0 },
  month: { length: 30, ago: 0 },
}

/** A period that ends today or yesterday, and the one of the same length before it. */
export function daysOf(name: PeriodName, now: Date): { current: Days; before: Days } {
  const { length, ago } = shapes[name]
  const back = (days: number): string => chinaDay(new Date(now.getTime() - days * dayMs))
  return {
    current: { first: back(ago + length - 1), last: back(ago) },
    before: { first: back(ago + 2 * length - 1), last: back(ago + length) },
  }
}

/** The last `count` days, oldest first. */
export const lastDays = (count: number, now: Date): string[] =>
  Array.from({ length: count }, (_, n) =>
    chinaDay(new Date(now.getTime() - (count - 1 - n) * dayMs)),
  )

export const within = (day: string, { first, last }: Days): boolean => day >= first && day <= last
