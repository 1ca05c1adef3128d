import { eq } from 'drizzle-orm'
import { batches } from '#db/schema/batches.ts'
import { appendAudit } from '#lib/audit/append.ts'
import { type Context, inTransaction } from '#lib/context.ts'
import { checkAgain } from './again-eligible.ts'
import { lockWithSources } from './again-links.ts'
import { checkApproved } from './check-approved.ts'
import { checkTemplate } from './check-template.ts'
import { expectState } from './lock-batch.ts'
import type { BatchRef } from './schemas.ts'

/** Lets a paused batch go on, whoever or whatever paused it, with its attempts counted anew. */
export function resumeBatch(ctx: Context, input: BatchRef): Promise<void> {
  return inTransaction(ctx, async (tx) => {
    const batch = await lockWithSources(tx, input.batchId)
    if (batch.state === 'sending') return
    expectState(batch, 'paused')
    await checkTemplate(tx, batch)
    await checkApproved(tx, batch)
    await checkAgain(tx, batch)
    await tx
      .update(batches)
      .set({
        state: 'sending',
        pauseReason: null,
        attempts: 0,
        retryAt: null,
        startedAt: batch.startedAt ?? new Date(),
      })
      .where(eq(batches.id, batch.id))
    await appendAudit(ctx, tx, {
      action: 'batch.resume',
      targetId: batch.id,
      details: { name: batch.name, pausedFor: batch.pauseReason },
    })
  })
}
