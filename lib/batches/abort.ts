import { eq, sql } from 'drizzle-orm'
import { batches } from '#db/schema/batches.ts'
import { appendAudit } from '#lib/audit/append.ts'
import { type Context, inTransaction } from '#lib/context.ts'
import { cancelEnded, whileWaitedFor } from './cancel-queued.ts'
import { expectState, lockBatch } from './lock-batch.ts'
import { countsOf } from './queries.ts'
import type { BatchRef } from './schemas.ts'

/**
 * Ends a batch that has begun: what has gone cannot be recalled, the rest is canceled. Nothing is
 * claimed any more when this returns; of a large batch a worker goes on canceling. Gives how many
 * were queued.
 */
export async function abortBatch(ctx: Context, input: BatchRef): Promise<{ canceled: number }> {
  const canceled = await inTransaction(ctx, async (tx) => {
    const batch = await lockBatch(tx, input.batchId)
    expectState(batch, 'sending', 'paused')
    await tx
      .update(batches)
      .set({ state: 'aborted', pauseReason: null, finishedAt: sql`now()` })
      .where(eq(batches.id, batch.id))
    const { queued } = await countsOf({ db: tx }, batch.id)
    await appendAudit(ctx, tx, {
      action: 'batch.abort',
      targetId: batch.id,
      details: { name: batch.name, canceled: queued },
    })
    return queued
  })
  await cancelEnded(ctx.db, input.batchId, whileWaitedFor)
  return { canceled }
}
