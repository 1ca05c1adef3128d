import { z } from 'zod'
import { batches } from '#db/schema/batches.ts'
import { appendAudit } from '#lib/audit/append.ts'
import { loadChannel } from '#lib/channels/load.ts'
import { type Context, inTransaction } from '#lib/context.ts'
import { UserError } from '#lib/errors.ts'
import type { Upload } from '#lib/uploads/read-upload.ts'
import { removeUpload } from '#lib/uploads/remove-upload.ts'
import { type Again, findOpenAgain } from './again-open.ts'
import { checkOptOutWords } from './check-opt-out-words.ts'
import { freezeTemplate, loadTemplateOf } from './freeze-template.ts'
import { ImportOptionsInput } from './import-options.ts'
import { openUpload } from './open-upload.ts'

export const CreateDraftInput = z.object({
  channelId: z.uuid(),
  templateId: z.uuid(),
  uploadId: z.uuid(),
  /** Made of the template's title and the file's name when left out. */
  name: z.string().trim().max(100).optional(),
  options: ImportOptionsInput.optional(),
})
export type CreateDraft = z.input<typeof CreateDraftInput>

/**
 * Makes a draft of an upload: freezes template and price, and asks a worker for the import unless
 * the caller does that itself (`importsHere`). `again`: the batch it is made of; an open draft with
 * the same people is given instead (`existed`). A file without a table in it is removed and makes
 * no batch. Throws UserError `not_found`, `upload_gone`, `file_…` (see FileProblem).
 */
export async function createDraft(
  ctx: Context,
  input: CreateDraft,
  { importsHere = false, again }: { importsHere?: boolean; again?: Again } = {},
): Promise<{ id: string; existed: boolean }> {
  const { channelId, templateId, uploadId, name, options = {} } = CreateDraftInput.parse(input)
  const channel = await loadChannel(ctx.db, channelId)
  const template = freezeTemplate(await loadTemplateOf(ctx.db, { channelId, templateId }))
  checkOptOutWords(channel, template)
  const upload = await openOrRemove(ctx, { uploadId, variables: template.variables, options })
  const row = {
    name: name || `${template.title} · ${upload.fileName}`.slice(0, 100),
    channelId,
    templateId,
    uploadId,
    sourceBatchId: again?.of,
    sourceKind: again?.kind,
    template,
    price: channel.price,
    importState: 'running' as const,
    importOptions: options,
    createdBy: ctx.actor.id,
    // Ours and not the database's: messages repeat it, and a Date holds no microseconds.
    createdAt: new Date(),
  }
  return inTransaction(ctx, async (tx) => {
    const open = again && (await findOpenAgain(ctx, tx, again, { sha256: upload.sha256, template }))
    if (open) return { id: open.id, existed: true }
    const [batch] = await tx.insert(batches).values(row).returning({ id: batches.id })
    if (!batch) throw new Error('the batch was not inserted')
    if (!importsHere) await ctx.jobs.enqueue(tx, 'import-recipients', { batchId: batch.id })
    await appendAudit(ctx, tx, {
      action: 'batch.draft',
      targetId: batch.id,
      details: {
        name: row.name,
        channelId,
        templateId,
        uploadId,
        sha256: upload.sha256,
        options,
        of: again?.of,
      },
    })
    return { ...batch, existed: false }
  })
}

async function openOrRemove(
  ctx: Context,
  input: Parameters<typeof openUpload>[1],
): Promise<Upload> {
  try {
    return await openUpload(ctx, input)
  } catch (error) {
    if (error instanceof UserError) await removeUpload(ctx.db, input.uploadId)
    throw error
  }
}
