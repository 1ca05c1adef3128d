import { setTimeout as sleep } from 'node:timers/promises'
import type { Context } from '#lib/context.ts'
import type { Channel } from './open-channel.ts'
import { type Asker, takeQuery } from './take-query.ts'

/** A slower vendor is asked again at the next turn instead of being waited for. */
const longestWaitMs = 2_000

/**
 * Waits for the vendor's pace, which all processes share; false when the next query is further off
 * than `isPatient` will wait.
 */
export async function waitForQuery(
  ctx: Pick<Context, 'db' | 'keys'>,
  channel: Channel,
  isPatient: (waitMs: number) => boolean = (waitMs) => waitMs <= longestWaitMs,
  asker: Asker = 'anyone',
): Promise<boolean> {
  for (;;) {
    const waitMs = await takeQuery(ctx, channel, asker)
    if (waitMs === 0) return true
    if (!isPatient(waitMs)) return false
    await sleep(waitMs)
  }
}

/** The same for a pull, which leaves some of the pace to whoever asks one short question. */
export const waitForPull = (ctx: Pick<Context, 'db' | 'keys'>, channel: Channel) =>
  waitForQuery(ctx, channel, undefined, 'pull')
