import { eq, sql } from 'drizzle-orm'
import { batches } from '#db/schema/batches.ts'
import { appendAudit } from '#lib/audit/append.ts'
import { type Context, inTransaction } from '#lib/context.ts'
import { UserError } from '#lib/errors.ts'
import { checkAgain } from './again-eligible.ts'
import { lockWithSources } from './again-links.ts'
import { checkApproved } from './check-approved.ts'
import { checkTemplate } from './check-template.ts'
import { type Batch, expectState } from './lock-batch.ts'
import type { BatchRef } from './schemas.ts'
import type { BatchState } from './types.ts'

/** Whoever made a batch or confirmed it may not approve it. */
export const isOwnBatch = (
  ctx: Pick<Context, 'actor'>,
  batch: Pick<Batch, 'createdBy' | 'confirmedBy'>,
): boolean => [batch.createdBy, batch.confirmedBy].includes(ctx.actor.id)

/** A second person lets a batch go: at its time if that lies ahead, else now. Nobody their own. */
export function approveBatch(ctx: Context, input: BatchRef): Promise<{ state: BatchState }> {
  return inTransaction(ctx, async (tx) => {
    const batch = await lockWithSources(tx, input.batchId)
    expectState(batch, 'awaiting_approval')
    if (isOwnBatch(ctx, batch) || ctx.actor.id === null) throw new UserError('own_approval')
    await checkTemplate(tx, batch)
    await checkApproved(tx, batch)
    await checkAgain(tx, batch)
    const isAhead = batch.scheduledAt !== null && batch.scheduledAt.getTime() > Date.now()
    const later = isAhead && !batch.heldByVendor
    const state = later ? 'scheduled' : 'sending'
    await tx
      .update(batches)
      .set({
        state,
        approval: 'approved',
        approvedBy: ctx.actor.id,
        approvedAt: sql`now()`,
        startedAt: later ? null : sql`now()`,
      })
      .where(eq(batches.id, batch.id))
    await appendAudit(ctx, tx, {
      action: 'batch.approve',
      targetId: batch.id,
      details: { name: batch.name, contentHash: batch.contentHash },
    })
    return { state }
  })
}
