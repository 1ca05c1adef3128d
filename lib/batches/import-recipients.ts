import { and, eq, sql } from 'drizzle-orm'
import type { Db, Tx } from '#db/client.ts'
import { batches } from '#db/schema/batches.ts'
import { templates } from '#db/schema/templates.ts'
import { loadChannel } from '#lib/channels/load.ts'
import { type Context, inTransaction } from '#lib/context.ts'
import { UserError } from '#lib/errors.ts'
import { checkFile } from '#lib/recipients/check-file.ts'
import { FileProblem } from '#lib/recipients/file-problem.ts'
import { loadUpload, type Upload } from '#lib/uploads/read-upload.ts'
import { type Spool, withSpooledUpload } from '#lib/uploads/spool-upload.ts'
import { checkRules } from './check-rules.ts'
import { rowsOfBatch } from './checked-rows.ts'
import { clearRows } from './clear-rows.ts'
import { foresee } from './foresee.ts'
import { readingOf } from './import-options.ts'
import { importRows } from './import-rows.ts'
import { BatchGone } from './report-progress.ts'
import { failedSummary, summariseCheck } from './summarise-check.ts'
import type { CheckSummary } from './types.ts'

type Batch = typeof batches.$inferSelect

/**
 * Reads a draft's file into messages and refused rows, all of them or none, and leaves the draft
 * `done`, or `failed` with the file's problem. Does nothing for a batch that is gone or done, so a
 * job may run twice. An error that is not the file's makes it `failed` too and is thrown.
 */
export async function importRecipients(
  ctx: Context,
  { batchId }: { batchId: string },
): Promise<void> {
  const batch = await begin(ctx, batchId)
  if (!batch) return
  try {
    if (!batch.uploadId) throw new UserError('upload_gone')
    const upload = await loadUpload(ctx.db, batch.uploadId)
    await withSpooledUpload(ctx, upload.id, (spool) =>
      inTransaction(ctx, (tx) => importSpooled(ctx, tx, { batchId, upload, spool })),
    )
  } catch (error) {
    if (error instanceof BatchGone) return
    const problem = toProblem(error)
    await failImport(ctx.db, batch.id, problem)
    if (problem.code === 'unexpected') throw error
  }
}

/**
 * Removes what an earlier run left, in a transaction of its own: the import's must not lock the
 * batch's row, or nobody would see its progress.
 */
async function begin(ctx: Context, batchId: string): Promise<Batch | undefined> {
  return inTransaction(ctx, async (tx) => {
    const batch = await lockWaiting(tx, batchId)
    if (!batch) return undefined
    if (batch.firstId !== null || batch.summary) await clearRows(tx, batch)
    await tx.update(batches).set({ importState: 'running' }).where(eq(batches.id, batchId))
    return batch
  })
}

async function lockWaiting(tx: Tx, batchId: string): Promise<Batch | undefined> {
  const [batch] = await tx.select().from(batches).where(eq(batches.id, batchId)).for('update')
  return batch?.state === 'draft' && batch.importState !== 'done' ? batch : undefined
}

type Import = { batchId: string; upload: Upload; spool: Spool }

async function importSpooled(ctx: Context, tx: Tx, { batchId, upload, spool }: Import) {
  const batch = await takeTurn(tx, batchId)
  if (!batch) return
  const channel = await loadChannel(tx, batch.channelId)
  let share: number | undefined
  const check = await checkFile({
    source: spool.source,
    workbookPath: () => spool.path,
    onShare: (read) => {
      share = read
    },
    rules: checkRules(channel, batch.template),
    ...readingOf(batch.importOptions),
  })
  // A workbook is not read from its first byte to its last, and not by us.
  const bytesRead = () =>
    share === undefined ? spool.bytesRead() : Math.round(share * upload.size)
  const { ids, shorten } = await importRows(ctx, tx, {
    batch,
    check,
    folder: spool.folder,
    progress: () => ({ bytes: bytesRead(), totalBytes: upload.size }),
  })
  const summary = summariseCheck(check, batch.template, upload)
  const { held = [], ...foreseen } = (ids && (await foreseeBatch(ctx, tx, batch, ids))) ?? {}
  const warnings = [...summary.warnings, ...held]
  const more = { ...foreseen, warnings, ...(shorten ? { shorten } : {}) }
  await finish(tx, batch, { ...summary, ...more }, ids)
}

async function foreseeBatch(
  ctx: Context,
  tx: Tx,
  batch: Batch,
  ids: { firstId: number; lastId: number },
) {
  const { id, channelId, templateId, template } = batch
  const [found] = await tx
    .select({ settings: templates.settings })
    .from(templates)
    .where(eq(templates.id, templateId))
  return foresee(ctx, tx, {
    ...ids,
    ...{ templateId, template, templateSettings: found?.settings ?? {}, batchId: id },
    rows: rowsOfBatch({ ...batch, ...ids }),
    channel: await loadChannel(tx, channelId),
  })
}

/** One import of a batch at a time; whoever comes second finds it done. */
async function takeTurn(tx: Tx, batchId: string): Promise<Batch | undefined> {
  await tx.execute(sql`set local statement_timeout = 0`)
  // Opening a large workbook takes longer than a transaction may otherwise stand idle.
  await tx.execute(sql`set local idle_in_transaction_session_timeout = '2min'`)
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`import:${batchId}`}, 0))`)
  const [batch] = await tx.select().from(batches).where(eq(batches.id, batchId))
  return batch?.state === 'draft' && batch.importState !== 'done' ? batch : undefined
}

async function finish(
  tx: Tx,
  batch: Batch,
  summary: CheckSummary,
  ids: { firstId: number; lastId: number } | undefined,
): Promise<void> {
  const { rowCount } = await tx
    .update(batches)
    .set({
      importState: 'done',
      importProgress: null,
      summary,
      recipientCount: summary.valid,
      segmentCount: summary.segments,
      firstId: ids?.firstId ?? null,
      lastId: ids?.lastId ?? null,
      nextId: ids?.firstId ?? null,
    })
    .where(and(eq(batches.id, batch.id), eq(batches.state, 'draft')))
  if (rowCount === 0) throw new BatchGone()
}

function toProblem(error: unknown): NonNullable<CheckSummary['problem']> {
  if (error instanceof FileProblem || error instanceof UserError) {
    return { code: error.code, params: error.params }
  }
  return { code: 'unexpected' }
}

/** Says why a draft could not be read, unless it has been after all. */
export async function failImport(
  db: Db,
  id: string,
  problem: NonNullable<CheckSummary['problem']>,
): Promise<void> {
  await db.transaction(async (tx) => {
    const batch = await lockWaiting(tx, id)
    if (!batch) return
    await clearRows(tx, batch)
    await tx
      .update(batches)
      .set({ importState: 'failed', summary: failedSummary(problem) })
      .where(eq(batches.id, id))
  })
}
