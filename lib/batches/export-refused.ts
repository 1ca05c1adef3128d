import { appendAudit } from '#lib/audit/append.ts'
import type { Context } from '#lib/context.ts'
import type { Locale } from '#lib/i18n/locales.ts'
import { messages } from '#lib/i18n/messages.ts'
import { byteOrderMark, writeCsvLine } from '#lib/messages/csv.ts'
import { describeRefusal } from './describe-refusal.ts'
import { listRefused } from './list-refused.ts'

const pageSize = 5000

/**
 * A batch's refused rows as CSV in pieces: UTF-8 with BOM, CRLF, row number, original line (phones
 * as they stand in the file) and reason. The audit log has it before the first piece.
 */
export async function* exportRefused(
  ctx: Context,
  { batchId, locale }: { batchId: string; locale: Locale },
): AsyncGenerator<string> {
  await appendAudit(ctx, ctx.db, { action: 'batch.export_refused', targetId: batchId })
  const words = messages[locale].recipients.export
  yield byteOrderMark + writeCsvLine([words.row, words.line, words.reason])
  for (let after: number | null = 0; after !== null; ) {
    const page: Awaited<ReturnType<typeof listRefused>> = await listRefused(ctx, {
      batchId,
      after,
      limit: pageSize,
    })
    const lines = page.rows.map(({ row, line, reason, params }) =>
      writeCsvLine([row, line, describeRefusal(locale, { code: reason, params })]),
    )
    if (lines.length > 0) yield lines.join('')
    after = page.next
  }
}
