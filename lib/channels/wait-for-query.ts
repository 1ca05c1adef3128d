import { setTimeout as sleep } from 'node:timers/promises'
import type { Context } from '#lib/context.ts'
import type { Channel } from './open-channel.ts'
import { takeQuery } from './take-query.ts'

/** A slower vendor is asked again at the next turn instead of being waited for. */
const longestWaitMs = 2_000

/** Waits for the vendor's pace, which all processes share; false when the next query is far off. */
export async function waitForQuery(
  ctx: Pick<Context, 'db' | 'keys'>,
  channel: Channel,
): Promise<boolean> {
  for (;;) {
    const waitMs = await takeQuery(ctx, channel)
    if (waitMs === 0) return true
    if (waitMs > longestWaitMs) return false
    await sleep(waitMs)
  }
}
