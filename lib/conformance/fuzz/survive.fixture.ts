/** What a parser must bear: it answers or throws one of `known`, within `limitMs` of processor time. */
export type Bearing = { seed: number; limitMs: number; known: (error: unknown) => boolean }

/** Throws, with what is needed to see it again, on any other error and on what is slow three times over. */
export async function survives(
  work: () => unknown,
  input: Buffer,
  { seed, limitMs, known }: Bearing,
): Promise<void> {
  const again = `seed ${seed}, input ${input.toString('base64').slice(0, 20_000)}`
  for (let tries = 1; ; tries++) {
    const start = process.cpuUsage()
    try {
      await work()
    } catch (error) {
      if (!known(error)) throw new Error(again, { cause: error })
    }
    const { user, system } = process.cpuUsage(start)
    const ms = (user + system) / 1_000
    if (ms <= limitMs) return
    // Collecting garbage counts as well; bytes that are slow are slow again.
    if (tries === 3) throw new Error(`${Math.round(ms)} ms for ${again}`)
  }
}
