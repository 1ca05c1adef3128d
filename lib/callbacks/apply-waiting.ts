import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'drizzle-orm'
import type { Context } from '#lib/context.ts'
import { UserError } from '#lib/errors.ts'
import { applyReceived } from './apply-received.ts'

/** Whoever saved a form waits for it; what was done by then need not be done again. */
const patienceMs = 20_000

/**
 * Applies what has come for a channel so far, before that changes by which it is read. Throws
 * UserError `pushes_waiting` (`count`) when it cannot be done, or not at once.
 */
export async function applyWaiting(
  ctx: Pick<Context, 'db' | 'keys'>,
  channelId: string,
): Promise<void> {
  const began = performance.now()
  let waiting = await countWaiting(ctx, channelId)
  while (waiting.count > 0) {
    const taken = await applyReceived(ctx, { channelId }).catch((cause: unknown) => {
      throw new UserError('pushes_waiting', { count: waiting.count }, { cause })
    })
    // A worker has the rest in hand.
    if (taken === 0) await sleep(100)
    waiting = await countWaiting(ctx, channelId, waiting.last)
    if (waiting.count > 0 && performance.now() - began > patienceMs)
      throw new UserError('pushes_waiting', { count: waiting.count })
  }
}

/** How many wait, up to `last`: others come meanwhile, perhaps without end. */
async function countWaiting(
  { db }: Pick<Context, 'db'>,
  channelId: string,
  last?: number,
): Promise<{ count: number; last: number }> {
  const { rows } = await db.execute<{ count: string; last: string | null }>(sql`
    select count(*) as count, max(id) as last from raw_callbacks
    where state = 'received' and channel_id = ${channelId}
      and id <= coalesce(${last ?? null}::bigint, 9223372036854775807)`)
  return { count: Number(rows[0]?.count ?? 0), last: Number(rows[0]?.last ?? 0) }
}
