import { carriers } from '#lib/messages/filter.ts'
import type { Carrier } from '#lib/providers/carriers.ts'
import type { Figure } from './daily-figures.ts'
import { type Rate, rateOf, sumFigures } from './sum-figures.ts'

/** `unknown`: a prefix we cannot place. */
export type Share = { carrier: Carrier | 'unknown'; sent: number; rate: Rate }

/** What was sent by carrier (a guess by prefix), most first. */
export function shareCarriers(figures: Figure[]): Share[] {
  const names = [...carriers, 'unknown'] as const
  return names
    .map((carrier) => {
      const totals = sumFigures(
        figures.filter((figure) => (figure.carrier || 'unknown') === carrier),
        () => 0,
      )
      return { carrier, sent: totals.sent, rate: rateOf(totals) }
    })
    .filter((share) => share.sent > 0)
    .sort((a, b) => b.sent - a.sent)
}
