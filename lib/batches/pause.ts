import { eq } from 'drizzle-orm'
import { batches } from '#db/schema/batches.ts'
import { appendAudit } from '#lib/audit/append.ts'
import { type Context, inTransaction } from '#lib/context.ts'
import { expectState, lockBatch } from './lock-batch.ts'
import type { BatchRef } from './schemas.ts'

/** Stops further calls of a batch; those under way are answered and recorded. */
export function pauseBatch(ctx: Context, input: BatchRef): Promise<void> {
  return inTransaction(ctx, async (tx) => {
    const batch = await lockBatch(tx, input.batchId)
    if (batch.state === 'paused') return
    expectState(batch, 'sending')
    await tx
      .update(batches)
      .set({ state: 'paused', pauseReason: { reason: 'person' } })
      .where(eq(batches.id, batch.id))
    await appendAudit(ctx, tx, {
      action: 'batch.pause',
      targetId: batch.id,
      details: { name: batch.name },
    })
  })
}
