import { sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Tx } from '#db/client.ts'
import { appendAudit } from '#lib/audit/append.ts'
import { type Context, inTransaction } from '#lib/context.ts'
import { requireOperator } from '#lib/messages/require-operator.ts'
import { loadUpload } from '#lib/uploads/read-upload.ts'
import { removeUpload } from '#lib/uploads/remove-upload.ts'
import { withSpooledUpload } from '#lib/uploads/spool-upload.ts'
import type { StopList } from './lists.ts'
import { type PhoneFile, type PhoneRows, readPhones } from './read-phones.ts'

const reason = z.string().trim().min(1).max(500)
export const ImportUploadInput = z.object({
  list: z.enum(['optOut', 'blocklist']),
  uploadId: z.uuid(),
  reason,
})
export type Imported = {
  added: number
  /** On the list already, or twice in the file. */
  known: number
  /** Rows without a mobile number. */
  refused: number
}
type Input = { list: StopList; reason: string; fileName: string; file: PhoneFile }

/** Adds the phones of an uploaded file, which is removed. Throws UserError `upload_gone`, `file_…`. */
export async function importUploadedList(
  ctx: Context,
  input: z.output<typeof ImportUploadInput>,
): Promise<Imported> {
  const { fileName } = await loadUpload(ctx.db, input.uploadId)
  const imported = await withSpooledUpload(ctx, input.uploadId, ({ source, path }) =>
    importList(ctx, { ...input, fileName, file: { source, workbookPath: () => path } }),
  )
  await removeUpload(ctx.db, input.uploadId)
  return imported
}

/**
 * Adds all phones of a file to a list, or none (role operator). Audited as `optOut.import` or
 * `blocklist.import` with the counts. Throws UserError `forbidden`, `file_…`.
 */
export async function importList(ctx: Context, input: Input): Promise<Imported> {
  requireOperator(ctx)
  const { list, file, fileName } = input
  // Read to its end first: a workbook may wait its turn longer than a transaction may stand idle.
  const read: PhoneRows[] = []
  for await (const rows of readPhones(file)) read.push(rows)
  return inTransaction(ctx, async (tx) => {
    const total: Imported = { added: 0, known: 0, refused: 0 }
    for (const { phones, refused } of read) {
      const added = await insertPhones[list](tx, phones, ctx.actor.id, input.reason)
      total.added += added
      total.known += phones.length - added
      total.refused += refused
    }
    await appendAudit(ctx, tx, {
      action: `${list}.import`,
      details: { fileName, reason: input.reason, ...total },
    })
    return total
  })
}

type Insert = (tx: Tx, phones: string[], by: string | null, reason: string) => Promise<number>

const insertPhones: Record<StopList, Insert> = {
  optOut: async (tx, phones, by) => {
    const { rowCount } = await tx.execute(sql`
      insert into opt_outs (phone, source, created_by)
      select phone, 'import', ${by}::uuid from unnest(${sql.param(phones)}::text[]) phone
      on conflict (phone) where undone_at is null do nothing`)
    return rowCount ?? 0
  },
  blocklist: async (tx, phones, by, why) => {
    const { rowCount } = await tx.execute(sql`
      insert into blocklist (phone, source, reason, created_by)
      select phone, 'import', ${why}, ${by}::uuid from unnest(${sql.param(phones)}::text[]) phone
      on conflict (phone) where undone_at is null do nothing`)
    return rowCount ?? 0
  },
}
