/** What a vendor's clock is ahead of ours, in milliseconds, by base URL: learned, never stored. */
const offsets = new Map<string, number>()

/** The header has whole seconds and the answer took time: less than this is no drift. */
const noiseMs = 3_000

/** Milliseconds to add to our time for this vendor; 0 until an answer has shown another. */
export function clockOffset(baseUrl: string): number {
  return offsets.get(baseUrl) ?? 0
}

/** Learns from the `Date` header of an answer that came just now; gives the offset that holds from here on. */
export function learnClock(baseUrl: string, dateHeader: string | undefined, now: Date): number {
  const date = Date.parse(dateHeader ?? '')
  if (Number.isNaN(date)) return clockOffset(baseUrl)
  const offset = date + 500 - now.getTime()
  offsets.set(baseUrl, Math.abs(offset) < noiseMs ? 0 : offset)
  return clockOffset(baseUrl)
}
