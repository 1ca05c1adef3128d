import { eq, sql } from 'drizzle-orm'
import { batches } from '#db/schema/batches.ts'
import { appendAudit } from '#lib/audit/append.ts'
import { type Context, inTransaction } from '#lib/context.ts'
import { cancelEnded, whileWaitedFor } from './cancel-queued.ts'
import { expectState, lockBatch } from './lock-batch.ts'
import { countsOf } from './queries.ts'
import type { BatchRef } from './schemas.ts'

/** Takes a confirmed batch back before it has begun; its messages are canceled as abortBatch does. */
export async function cancelBatch(ctx: Context, input: BatchRef): Promise<{ canceled: number }> {
  const canceled = await inTransaction(ctx, async (tx) => {
    const batch = await lockBatch(tx, input.batchId)
    expectState(batch, 'scheduled', 'awaiting_approval')
    await tx
      .update(batches)
      .set({ state: 'canceled', finishedAt: sql`now()` })
      .where(eq(batches.id, batch.id))
    const { queued } = await countsOf({ db: tx }, batch.id)
    await appendAudit(ctx, tx, {
      action: 'batch.cancel',
      targetId: batch.id,
      details: { name: batch.name, canceled: queued },
    })
    return queued
  })
  await cancelEnded(ctx.db, input.batchId, whileWaitedFor)
  return { canceled }
}
