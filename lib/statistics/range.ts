import { z } from 'zod'
import { UserError } from '#lib/errors.ts'
import { chinaDay } from '#lib/providers/china-time.ts'

const dayMs = 86_400_000
const usualDays = 7
/** What is shown at once at most. */
const mostDays = 92

const day = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/)
  .refine((text) => new Date(`${text}T00:00:00Z`).toJSON()?.slice(0, 10) === text)

/** Days in Asia/Shanghai, both included; without them the last seven. */
export const StatisticsAsk = z.object({
  id: z.uuid(),
  from: day.optional(),
  to: day.optional(),
})
export type StatisticsAsk = z.input<typeof StatisticsAsk>

export type DayRange = { from: string; to: string }

const instant = (text: string): number => Date.parse(`${text}T00:00:00Z`)

/** The days asked for. Throws UserError `range_order` and `range_long`. */
export function readRange(ask: StatisticsAsk, maxDays: number = mostDays): DayRange {
  const to = ask.to ?? chinaDay(new Date())
  const from =
    ask.from ?? new Date(instant(to) - (usualDays - 1) * dayMs).toISOString().slice(0, 10)
  if (from > to) throw new UserError('range_order', {}, { field: 'from' })
  const days = Math.min(maxDays, mostDays)
  if (listDays({ from, to }).length > days) {
    throw new UserError('range_long', { days }, { field: 'from' })
  }
  return { from, to }
}

/** Every day of a range, oldest first. */
export function listDays({ from, to }: DayRange): string[] {
  const count = Math.round((instant(to) - instant(from)) / dayMs) + 1
  return Array.from({ length: Math.min(count, 4_000) }, (_, n) =>
    new Date(instant(from) + n * dayMs).toISOString().slice(0, 10),
  )
}
