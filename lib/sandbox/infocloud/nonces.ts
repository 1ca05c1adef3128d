/** Twice the 60 s on either side in which a timestamp is valid: nothing older can come again. */
const GENERATION_MS = 240_000

/** The nonces seen lately, in two generations, so that forgetting them costs nothing. */
export function createNonces() {
  let current = new Set<string>()
  let previous = new Set<string>()
  let startedAt = 0
  return {
    /** Whether this nonce is new, remembering it. */
    take(nonce: string, now: number): boolean {
      if (now - startedAt > GENERATION_MS) {
        previous = now - startedAt > 2 * GENERATION_MS ? new Set() : current
        current = new Set()
        startedAt = now
      }
      if (current.has(nonce) || previous.has(nonce)) return false
      current.add(nonce)
      return true
    },
    clear(): void {
      current = new Set()
      previous = new Set()
    },
  }
}

export type Nonces = ReturnType<typeof createNonces>
