import { eq } from 'drizzle-orm'
import type { Tx } from '#db/client.ts'
import { batches } from '#db/schema/batches.ts'
import { appendAudit } from '#lib/audit/append.ts'
import { type Context, inTransaction } from '#lib/context.ts'
import { removeUpload } from '#lib/uploads/remove-upload.ts'
import { clearRows } from './clear-rows.ts'
import { type Batch, expectState, lockBatch } from './lock-batch.ts'
import type { BatchRef } from './schemas.ts'

/** Why it goes, if nobody asked for it. */
type Because = { afterDays: number } | { replaced: true }

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
    await removeDraft(ctx, tx, batch, because)
  })
}

/** The same for a draft that is locked. */
export async function removeDraft(
  ctx: Context,
  tx: Tx,
  batch: Batch,
  because?: Because,
): Promise<void> {
  await clearRows(tx, batch)
  await tx.delete(batches).where(eq(batches.id, batch.id))
  if (batch.uploadId) await removeUpload(tx, batch.uploadId)
  await appendAudit(ctx, tx, {
    action: 'batch.discard',
    targetId: batch.id,
    details: { name: batch.name, recipientCount: batch.recipientCount, ...because },
  })
}
