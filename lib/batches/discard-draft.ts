import { eq } from 'drizzle-orm'
import { batches } from '#db/schema/batches.ts'
import { appendAudit } from '#lib/audit/append.ts'
import { type Context, inTransaction } from '#lib/context.ts'
import { removeUpload } from '#lib/uploads/remove-upload.ts'
import { clearRows } from './clear-rows.ts'
import { expectState, lockBatch } from './lock-batch.ts'
import type { BatchRef } from './schemas.ts'

/** Why it goes, if nobody asked for it. */
type Because = { afterDays: number }

/**
 * Removes a draft with its messages, refused rows and file; only the audit log remembers it. An
 * import under way finds it gone and ends. Throws UserError `not_found`, `batch_state`.
 */
export async function discardDraft(
  ctx: Context,
  { batchId }: BatchRef,
  because?: Because,
): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const batch = await lockBatch(tx, batchId)
    expectState(batch, 'draft')
    await clearRows(tx, batch)
    await tx.delete(batches).where(eq(batches.id, batchId))
    if (batch.uploadId) await removeUpload(tx, batch.uploadId)
    await appendAudit(ctx, tx, {
      action: 'batch.discard',
      targetId: batchId,
      details: { name: batch.name, recipientCount: batch.recipientCount, ...because },
    })
  })
}
