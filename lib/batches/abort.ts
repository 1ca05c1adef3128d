import { eq, sql } from 'drizzle-orm'
import { batches } from '#db/schema/batches.ts'
import { appendAudit } from '#lib/audit/append.ts'
import { type Context, inTransaction } from '#lib/context.ts'
import { cancelQueued } from './cancel-queued.ts'
import { expectState, lockBatch } from './lock-batch.ts'
import type { BatchRef } from './schemas.ts'

/** Ends a batch that has begun: what has gone cannot be recalled, the rest is canceled. */
export function abortBatch(ctx: Context, input: BatchRef): Promise<{ canceled: number }> {
  return inTransaction(ctx, async (tx) => {
    const batch = await lockBatch(tx, input.batchId)
    expectState(batch, 'sending', 'paused')
    await tx
      .update(batches)
      .set({ state: 'aborted', pauseReason: null, finishedAt: sql`now()` })
      .where(eq(batches.id, batch.id))
    const canceled = await cancelQueued(tx, batch.id)
    await appendAudit(ctx, tx, {
      action: 'batch.abort',
      targetId: batch.id,
      details: { name: batch.name, canceled },
    })
    return { canceled }
  })
}
