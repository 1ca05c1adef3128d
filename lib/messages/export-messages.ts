import { appendAudit } from '#lib/audit/append.ts'
import type { Context } from '#lib/context.ts'
import { formatTime } from '#lib/i18n/format-time.ts'
import { messages as catalogue } from '#lib/i18n/messages.ts'
import type { Locale } from '#lib/providers/vocabulary.ts'
import { byteOrderMark, writeCsvLine } from './csv.ts'
import type { Cursor } from './cursor.ts'
import { describeFilter } from './describe-filter.ts'
import { findMessages } from './find-messages.ts'
import { type MessageRow, toMessageRows, type View } from './message-rows.ts'
import { requireOperator } from './require-operator.ts'
import type { MessageFilter } from './types.ts'

const pageSize = 5_000

/**
 * All messages of a filter as CSV in pieces of 5,000 rows (role operator): UTF-8 with BOM, CRLF,
 * times in Asia/Shanghai, phones masked unless `reveal`. The audit log has it, once, before the
 * first piece: with the count, or with what it is at least. Throws UserError `forbidden` there.
 */
export async function* exportMessages(
  ctx: Context,
  filter: MessageFilter,
  view: View,
): AsyncGenerator<string, void, undefined> {
  requireOperator(ctx)
  const pages = readPages(ctx, filter, view)
  const first = (await pages.next()).value ?? []
  await auditExport(ctx, filter, { revealed: view.reveal === true, rows: first.length })
  const write = (rows: MessageRow[]) =>
    rows.map((row) => writeCsvLine(cellsOf(row, view.locale))).join('')
  yield byteOrderMark + writeCsvLine(headerOf(view.locale))
  if (first.length > 0) yield write(first)
  for await (const rows of pages) yield write(rows)
}

function auditExport(
  ctx: Context,
  filter: MessageFilter,
  { revealed, rows }: { revealed: boolean; rows: number },
): Promise<void> {
  const size = rows < pageSize ? { count: rows } : { countAtLeast: rows }
  return appendAudit(ctx, ctx.db, {
    action: 'message.export',
    details: { filter: describeFilter(filter), revealed, ...size },
  })
}

async function* readPages(
  ctx: Context,
  filter: MessageFilter,
  view: View,
): AsyncGenerator<MessageRow[]> {
  let after: Cursor | undefined
  for (;;) {
    const found = await findMessages(ctx.db, filter, {
      size: pageSize,
      ...(after ? { after } : {}),
    })
    if (found.length > 0) {
      yield await toMessageRows(
        ctx.db,
        found.map((one) => one.message),
        view,
      )
    }
    const last = found.at(-1)
    if (!last || found.length < pageSize) return
    after = { lastId: last.lastId, id: last.message.id }
  }
}

const columns = [
  'id',
  'batch',
  'channel',
  'category',
  'template',
  'phone',
  'text',
  'segments',
  'status',
  'code',
  'meaning',
  'reference',
  'vendorMessageId',
  'submittedAt',
  'reportedAt',
  'createdAt',
] as const

function headerOf(locale: Locale): string[] {
  const words = catalogue[locale].history.columns
  return columns.map((column) => words[column])
}

function cellsOf(row: MessageRow, locale: Locale): (string | number | null)[] {
  const words = catalogue[locale].common
  return [
    row.id,
    row.batchName,
    row.channel.name,
    words.category[row.category],
    row.templateTitle,
    row.phone,
    row.text,
    row.segments,
    words.status[row.status],
    row.reportCode,
    row.explained.text,
    row.reference,
    row.vendorMessageId,
    writeTime(row.submittedAt),
    writeTime(row.reportedAt),
    writeTime(row.createdAt),
  ]
}

const writeTime = (at: Date | null): string => (at ? formatTime(at) : '')
