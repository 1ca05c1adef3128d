import type { MessageStatus } from '#lib/messages/status.ts'
import type { Figure } from './daily-figures.ts'

export type Totals = {
  /** Taken by a vendor. */
  sent: number
  delivered: number
  failed: number
  /** No report came in 72 h. */
  unreported: number
  /** Still waiting for its report. */
  waiting: number
  /** Nobody knows whether the vendor took it; not part of `sent`. */
  unknown: number
  /** Segments of what was sent. */
  segments: number
  /** CNY: those segments at their channel's price of today. */
  cost: number
}

const sentAs: Partial<Record<MessageStatus, 'delivered' | 'failed' | 'unreported' | 'waiting'>> = {
  delivered: 'delivered',
  failed: 'failed',
  unreported: 'unreported',
  submitted: 'waiting',
}

/** Adds figures up; `priceOf` gives CNY a segment of a channel. */
export function sumFigures(figures: Figure[], priceOf: (channelId: string) => number): Totals {
  const totals = {
    sent: 0,
    delivered: 0,
    failed: 0,
    unreported: 0,
    waiting: 0,
    unknown: 0,
    segments: 0,
    cost: 0,
  }
  for (const { status, channelId, messages, segments } of figures) {
    if (status === 'unknown') totals.unknown += messages
    const as = sentAs[status]
    if (!as) continue
    totals[as] += messages
    totals.sent += messages
    totals.segments += segments
    totals.cost += segments * priceOf(channelId)
  }
  return totals
}

export type Rate = {
  /** Delivered, of `of`: 0 to 1; null when nothing was. */
  value: number | null
  /** Messages whose end is known. */
  of: number
  /** How much of what was sent has come to its end: 0 to 1; null when nothing was sent. */
  reported: number | null
}

/** The delivery rate over what has come to its end, and how much that is of what was sent. */
export function rateOf({ delivered, failed, unreported, sent }: Totals): Rate {
  const of = delivered + failed + unreported
  return {
    value: of > 0 ? delivered / of : null,
    of,
    reported: sent > 0 ? of / sent : null,
  }
}
