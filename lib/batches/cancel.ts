import { eq, sql } from 'drizzle-orm'
import { batches } from '#db/schema/batches.ts'
import { appendAudit } from '#lib/audit/append.ts'
import { type Context, inTransaction } from '#lib/context.ts'
import { cancelQueued } from './cancel-queued.ts'
import { expectState, lockBatch } from './lock-batch.ts'
import type { BatchRef } from './schemas.ts'

/** Takes a confirmed batch back before it has begun. */
export function cancelBatch(ctx: Context, input: BatchRef): Promise<{ canceled: number }> {
  return inTransaction(ctx, async (tx) => {
    const batch = await lockBatch(tx, input.batchId)
    expectState(batch, 'scheduled', 'awaiting_approval')
    await tx
      .update(batches)
      .set({ state: 'canceled', finishedAt: sql`now()` })
      .where(eq(batches.id, batch.id))
    const canceled = await cancelQueued(tx, batch.id)
    await appendAudit(ctx, tx, {
      action: 'batch.cancel',
      targetId: batch.id,
      details: { name: batch.name, canceled },
    })
    return { canceled }
  })
}
