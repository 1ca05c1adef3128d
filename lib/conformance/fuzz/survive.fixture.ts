/** What a parser must bear: it answers or throws one of `known`, within `limitMs`. */
export type Bearing = { seed: number; limitMs: number; known: (error: unknown) => boolean }

/** Throws, with what is needed to see it again, on any other error and on what is slow three times over. */
export async function survives(
  work: () => unknown,
  input: Buffer,
  { seed, limitMs, known }: Bearing,
): Promise<void> {
  const again = `seed ${seed}, input ${input.toString('base64').slice(0, 20_000)}`
  for (let tries = 1; ; tries++) {
    const start = performance.now()
    try {
      await work()
    } catch (error) {
      if (!known(error)) throw new Error(again, { cause: error })
    }
    const ms = performance.now() - start
    if (ms <= limitMs) return
    // A busy machine may have stood still; bytes that are slow are slow again.
    if (tries === 3) throw new Error(`${Math.round(ms)} ms for ${again}`)
  }
}
