/** CNY for so many segments at a price with four decimals, rounded to a fen; exact up to there. */
export function costOf(price: number | string, segments: number): number {
  const tenThousandths = Math.round(Number(price) * 10_000) * segments
  return Math.round(tenThousandths / 100) / 100
}
