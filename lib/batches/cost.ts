/** CNY for so many segments at a price with four decimals; exact to the last of them. */
export const costOf = (price: number | string, segments: number): number =>
  (Math.round(Number(price) * 10_000) * segments) / 10_000

/** Messages of a checked file that will be blocked. */
export const stoppedOf = ({
  optedOut = 0,
  blocklisted = 0,
  capped = 0,
}: {
  optedOut?: number
  blocklisted?: number
  capped?: number
}): number => optedOut + blocklisted + capped

/** What of a checked file goes out, as far as one knows now: not whom we may not write to. */
export const expectedOf = (summary: {
  valid: number
  segments: number
  optedOut?: number
  blocklisted?: number
  capped?: number
  stoppedSegments?: number
}): { messages: number; segments: number } => ({
  messages: summary.valid - stoppedOf(summary),
  segments: summary.segments - (summary.stoppedSegments ?? 0),
})

export type BatchCost = {
  /** What went out, or still may. */
  cost: number
  /** What all of it would have cost, where that is more. */
  estimated: number | null
}

/** What a batch costs, CNY: messages that were canceled, blocked or rejected are not charged. */
export function costOfBatch(batch: {
  price: number | string
  segmentCount: number
  chargedSegments: number
}): BatchCost {
  const cost = costOf(batch.price, batch.chargedSegments)
  const whole = costOf(batch.price, batch.segmentCount)
  return { cost, estimated: whole === cost ? null : whole }
}
