import { and, asc, eq, gt, isNull } from 'drizzle-orm'
import { users } from '#db/schema/users.ts'
import { appendAudit } from '#lib/audit/append.ts'
import type { Context } from '#lib/context.ts'
import { formatTime } from '#lib/i18n/format-time.ts'
import { messages } from '#lib/i18n/messages.ts'
import { byteOrderMark, writeCsvLine } from '#lib/messages/csv.ts'
import { requireOperator } from '#lib/messages/require-operator.ts'
import type { Locale } from '#lib/providers/vocabulary.ts'
import { type StopList, stopLists } from './lists.ts'

const pageSize = 5_000

/**
 * The entries that hold as CSV in pieces, phones in the clear (role operator): what `importList`
 * reads again. Audited as `optOut.export` or `blocklist.export` before the first piece, and again at
 * the end with the count. Throws UserError `forbidden` at the first piece.
 */
export async function* exportList(
  ctx: Context,
  { list, locale }: { list: StopList; locale: Locale },
): AsyncGenerator<string, number, undefined> {
  requireOperator(ctx)
  const note = (details: Record<string, unknown>) =>
    appendAudit(ctx, ctx.db, { action: `${list}.export`, details })
  await note({ stage: 'begun' })
  let count = 0
  let complete = false
  try {
    const { columns } = messages[locale].inbox.stopList
    yield byteOrderMark +
      writeCsvLine([columns.phone, columns.source, columns.since, columns.by, columns.reason])
    for await (const lines of readPages(ctx, list, locale)) {
      count += lines.length
      yield lines.join('')
    }
    complete = true
    return count
  } finally {
    await note({ stage: complete ? 'complete' : 'cut_off', count })
  }
}

async function* readPages(ctx: Context, list: StopList, locale: Locale) {
  const { source } = messages[locale].inbox.optOut
  for (let after = 0; ; ) {
    const rows = await readPage(ctx, list, after)
    if (rows.length > 0)
      yield rows.map((row) =>
        writeCsvLine([
          row.phone,
          source[row.source],
          formatTime(row.at),
          row.by ?? '',
          row.reason ?? '',
        ]),
      )
    const last = rows.at(-1)
    if (!last || rows.length < pageSize) return
    after = last.id
  }
}

async function readPage(ctx: Context, list: StopList, after: number) {
  const table = stopLists[list]
  const rows = await ctx.db
    .select({ entry: table, by: users.name })
    .from(table)
    .leftJoin(users, eq(users.id, table.createdBy))
    .where(and(isNull(table.undoneAt), gt(table.id, after)))
    .orderBy(asc(table.id))
    .limit(pageSize)
  return rows.map(({ entry, by }) => ({
    id: entry.id,
    phone: entry.phone,
    source: entry.source,
    at: entry.createdAt,
    by,
    reason: 'reason' in entry ? entry.reason : null,
  }))
}
