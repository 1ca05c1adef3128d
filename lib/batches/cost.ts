/** CNY for so many segments at a price with four decimals; exact to the last of them. */
export const costOf = (price: number | string, segments: number): number =>
  (Math.round(Number(price) * 10_000) * segments) / 10_000

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
