import { networkOf } from '#lib/addresses/ranges.ts'

export type UnknownLimit = {
  /** Counts one call of an address that is not ours; true when it is one too many. */
  isOver(address: string | undefined): boolean
}

const burst = 30
const perSecond = 1
/** Networks remembered; the one that has been quiet longest goes first. */
const most = 10_000

/**
 * Counts calls of unknown callback addresses by network, in this process alone: garbage must cost
 * the database nothing more. Calls of known addresses are never counted: some vendors never repeat.
 */
export function createUnknownLimit(now: () => number = Date.now): UnknownLimit {
  const seen = new Map<string, { tokens: number; at: number }>()
  return {
    isOver(address) {
      const key = address === undefined ? 'unknown' : networkOf(address)
      const last = seen.get(key) ?? { tokens: burst, at: now() }
      const tokens = Math.min(burst, last.tokens + ((now() - last.at) / 1000) * perSecond)
      seen.delete(key)
      seen.set(key, { tokens: Math.max(0, tokens - 1), at: now() })
      const [oldest] = seen.keys()
      if (seen.size > most && oldest !== undefined) seen.delete(oldest)
      return tokens < 1
    },
  }
}
