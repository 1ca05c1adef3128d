import { createDraft } from '#lib/batches/create-draft.ts'
import { discardDraft } from '#lib/batches/discard-draft.ts'
import { importRecipients } from '#lib/batches/import-recipients.ts'
import { type BatchRow, getBatch } from '#lib/batches/queries.ts'
import type { Context } from '#lib/context.ts'
import { UserError } from '#lib/errors.ts'
import { removeUpload } from '#lib/uploads/remove-upload.ts'
import { storeUpload } from '#lib/uploads/store-upload.ts'
import type { LocalFile } from './recipient-file.ts'

export type DraftOfFile = { channelId: string; templateId: string; file: LocalFile; name?: string }

/** `existed`: it was open before, and stays so when it is not confirmed. */
export type Made = { id: string; existed: boolean }

/**
 * Makes a draft, checks it and gives it to `work`, which confirms it. When its file, `work` or
 * Ctrl-C (`signal`) says no, nothing is left of it. Throws UserError, and the signal's reason.
 */
export async function withDraft<T>(
  ctx: Context,
  make: (signal: AbortSignal) => Promise<Made>,
  signal: AbortSignal,
  work: (draft: BatchRow) => Promise<T>,
): Promise<T> {
  const { id: batchId, existed } = await make(signal)
  const discard = async () => (existed ? undefined : discardIfDraft(ctx, batchId))
  // An import under way finds its draft gone, and ends.
  const stop = () => void discard().catch(() => undefined)
  signal.addEventListener('abort', stop)
  try {
    signal.throwIfAborted()
    await importRecipients(ctx, { batchId })
    signal.throwIfAborted()
    const draft = await getBatch(ctx, batchId)
    requireRecipients(draft)
    return await work(draft)
  } catch (error) {
    await discard()
    signal.throwIfAborted()
    throw error
  } finally {
    signal.removeEventListener('abort', stop)
  }
}

/** A draft of a file that lies here, not yet checked. */
export async function draftOfFile(
  ctx: Context,
  ask: DraftOfFile,
  signal: AbortSignal,
): Promise<Made> {
  const { file, ...draft } = ask
  const upload = await storeUpload(ctx, {
    fileName: file.name,
    size: file.size,
    stream: file.read(signal),
  }).catch((error: unknown) => {
    signal.throwIfAborted()
    throw error
  })
  try {
    return await createDraft(ctx, { ...draft, uploadId: upload.id }, { importsHere: true })
  } catch (error) {
    await removeUpload(ctx.db, upload.id)
    throw error
  }
}

function requireRecipients({ importState, summary, recipientCount }: BatchRow): void {
  const problem = summary?.problem
  if (problem) {
    // The codes of a file's own problems stand under file_… in the catalogue.
    const code = problem.code.startsWith('upload_') ? problem.code : `file_${problem.code}`
    throw new UserError(code, problem.params)
  }
  if (importState !== 'done') throw new UserError('batch_not_checked')
  if (recipientCount === 0) throw new UserError('batch_empty')
}

/** What is confirmed, or gone already, is left alone. */
async function discardIfDraft(ctx: Context, batchId: string): Promise<void> {
  try {
    await discardDraft(ctx, { batchId })
  } catch (error) {
    const left = error instanceof UserError && ['not_found', 'batch_state'].includes(error.code)
    if (!left) throw error
  }
}
