import { eq } from 'drizzle-orm'
import { z } from 'zod'
import { batches } from '#db/schema/batches.ts'
import { appendAudit } from '#lib/audit/append.ts'
import { type Context, inTransaction } from '#lib/context.ts'
import { UserError } from '#lib/errors.ts'
import { clearRows } from './clear-rows.ts'
import { ImportOptionsInput } from './import-options.ts'
import { expectState, lockBatch } from './lock-batch.ts'

export const RecheckBatchInput = z.object({ batchId: z.uuid(), options: ImportOptionsInput })
export type RecheckBatch = z.input<typeof RecheckBatchInput>

/**
 * Forgets what was read of a draft's file and reads it again in another way. Throws UserError
 * `not_found`, `batch_state`, `batch_not_checked` (it is being read now), `upload_gone`.
 */
export async function recheckBatch(ctx: Context, input: RecheckBatch): Promise<void> {
  const { batchId, options } = RecheckBatchInput.parse(input)
  await inTransaction(ctx, async (tx) => {
    const batch = await lockBatch(tx, batchId)
    expectState(batch, 'draft')
    if (batch.importState === 'running') throw new UserError('batch_not_checked')
    if (!batch.uploadId) throw new UserError('upload_gone')
    await clearRows(tx, batch)
    await tx
      .update(batches)
      .set({ importState: 'running', importOptions: options })
      .where(eq(batches.id, batchId))
    await ctx.jobs.enqueue(tx, 'import-recipients', { batchId })
    await appendAudit(ctx, tx, {
      action: 'batch.recheck',
      targetId: batchId,
      details: { before: batch.importOptions, after: options },
    })
  })
}
