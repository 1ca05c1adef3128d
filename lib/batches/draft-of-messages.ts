import { type SQL, sql } from 'drizzle-orm'
import type { Context } from '#lib/context.ts'
import { removeUpload } from '#lib/uploads/remove-upload.ts'
import { storeUpload } from '#lib/uploads/store-upload.ts'
import { createDraft } from './create-draft.ts'
import type { BatchRow } from './queries.ts'
import type { AgainKind } from './types.ts'

export type Choice = {
  batch: BatchRow
  kind: AgainKind
  /** Which of its messages, over `messages m`. */
  where: SQL
  name: string
}

/** Messages read at a time. */
const page = 5_000

/** `existed`: it was open before, with the same people. */
export type Drafted = { id: string; existed: boolean }

/**
 * A draft of some of a batch's recipients, with the values they had: a file of them goes through
 * the same check as any other. Nothing when there are none. Throws as createDraft.
 */
export async function draftOfMessages(
  ctx: Context,
  { batch, kind, where, name }: Choice,
  options: { importsHere?: boolean } = {},
): Promise<Drafted | undefined> {
  const { variables } = batch.template
  const pieces = writeFile(ctx, batch, where)
  const first = await pieces.next()
  if (first.done) return undefined
  const stream = (async function* () {
    yield first.value
    yield* pieces
  })()
  const upload = await storeUpload(ctx, { fileName: `${name}.csv`, stream })
  try {
    const { channelId, templateId } = batch
    const columns = variables.map((variable, n) => [variable, n + 1])
    const mapping = { phone: 0, variables: Object.fromEntries(columns) }
    const reading = { encoding: 'utf-8' as const, hasHeader: true, mapping }
    const draft = { channelId, templateId, uploadId: upload.id, name, options: reading }
    const made = await createDraft(ctx, draft, { ...options, again: { of: batch.id, kind } })
    if (made.existed) await removeUpload(ctx.db, upload.id)
    return made
  } catch (error) {
    await removeUpload(ctx.db, upload.id)
    throw error
  }
}

async function* writeFile(ctx: Context, batch: BatchRow, where: SQL): AsyncGenerator<Buffer> {
  let text = writeLine(['手机号', ...batch.template.variables])
  for (let after = 0; ; ) {
    const rows = await readPage(ctx, batch, where, after)
    if (rows.length === 0) return
    yield Buffer.from(
      text + rows.map(({ phone, values }) => writeLine([phone, ...values])).join(''),
    )
    text = ''
    after = Number(rows.at(-1)?.id)
  }
}

async function readPage(ctx: Context, batch: BatchRow, where: SQL, after: number) {
  const { rows } = await ctx.db.execute<{ id: string; phone: string; values: string[] }>(sql`
    select m.id, m.phone, m.values from messages m
    where m.created_at = ${batch.createdAt} and m.batch_id = ${batch.id} and m.id > ${after}
      and m.id between ${batch.firstId} and ${batch.lastId}
      and m.phone ~ '^1[3-9][0-9]{9}$' and ${where}
    order by m.id limit ${page}`)
  return rows
}

/** Read by us alone and to the letter: nothing in it is made safe for a spreadsheet. */
const writeLine = (cells: string[]): string =>
  `${cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')}\r\n`
