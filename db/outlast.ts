import { setTimeout as sleep } from 'node:timers/promises'

/** A database that is stopped and started again, on another machine too, is back within this. */
const withinMs = 120_000

/**
 * Does work that must not be lost because the database is away for a moment: what a vendor gave us
 * is in this process alone until it is stored. Doing it twice must change nothing.
 */
export async function outlast(work: () => Promise<unknown>): Promise<void> {
  const until = performance.now() + withinMs
  for (let tries = 1; ; tries++) {
    try {
      await work()
      return
    } catch (error) {
      if (performance.now() > until) throw error
      await sleep(Math.min(tries, 5) * 1_000)
    }
  }
}
