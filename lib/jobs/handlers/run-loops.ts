import { setTimeout as sleep } from 'node:timers/promises'
import type { Logger } from 'pino'
import type { Context } from '#lib/context.ts'
import { type Loop, loops } from './loops.ts'

type Options = { worker: string; log: Logger; signal: AbortSignal }

/** Runs every loop, and `more`, until `signal` aborts; a turn under way is finished first. */
export async function runLoops(ctx: Context, options: Options, more: Loop[] = []): Promise<void> {
  await Promise.all([...loops, ...more].map((loop) => runLoop(ctx, loop, options)))
}

async function runLoop(ctx: Context, loop: Loop, { worker, log, signal }: Options): Promise<void> {
  let failures = 0
  while (!signal.aborted) {
    const did = await loop.turn(ctx, worker).then(
      (count) => {
        failures = 0
        return count
      },
      (error: unknown) => {
        failures++
        log.error({ err: error, loop: loop.name, failures }, 'turn failed')
        return 0
      },
    )
    if (did > 0) continue
    // A database that is away is asked again calmly, but never less than every five seconds.
    const wait = failures > 0 ? Math.min(5_000, 250 * 2 ** failures) : loop.everyMs
    await sleep(wait, undefined, { signal }).catch(() => undefined)
  }
}
