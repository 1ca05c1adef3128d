import { setTimeout as sleep } from 'node:timers/promises'
import type { Child } from './children.ts'

const starts = { limit: 5, withinMs: 60_000 }

/**
 * Keeps a process running: one that ends by itself is started again a second later, five times a
 * minute at most. `onGiveUp` hears what it said last. Gives a function that ends it for good.
 */
export function keepRunning(
  start: () => Child,
  describe: (status: number | string) => string,
  onGiveUp: (message: string) => void,
): () => Promise<void> {
  let stopped = false
  let child = start()
  const watch = async (recent: number[]): Promise<void> => {
    const status = await child.ended
    if (stopped) return
    const times = [...recent, Date.now()].filter((time) => time > Date.now() - starts.withinMs)
    if (times.length > starts.limit) return onGiveUp(describe(status))
    console.error(`${describe(status)}\nStarting it again.`)
    await sleep(1000)
    if (stopped) return
    child = start()
    return watch(times)
  }
  void watch([])
  return async () => {
    stopped = true
    await child.stop()
  }
}
