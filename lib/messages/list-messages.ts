import { appendAudit } from '#lib/audit/append.ts'
import type { Context } from '#lib/context.ts'
import type { Page } from '#lib/paging/keyset.ts'
import { readCursor, writeCursor } from './cursor.ts'
import { describeFilter } from './describe-filter.ts'
import { findMessages } from './find-messages.ts'
import { type MessageRow, toMessageRows, type View } from './message-rows.ts'
import { requireOperator } from './require-operator.ts'
import type { Found, MessageFilter } from './types.ts'

export type MessageAsk = View & {
  /** A `next` of before. */
  cursor?: string | undefined
  /** A `previous` of before. */
  before?: string | undefined
  /** 50 unless said, 500 at most. */
  limit?: number | undefined
}

/**
 * One page of messages of confirmed batches, newest first; `next` and `previous` are absent at the
 * ends. With `reveal` (role operator) phones are in the clear, and the audit log says so. Throws
 * UserError `forbidden`.
 */
export async function listMessages(
  ctx: Context,
  filter: MessageFilter,
  ask: MessageAsk,
): Promise<Page<MessageRow>> {
  if (ask.reveal) requireOperator(ctx)
  const size = Math.min(500, Math.max(1, ask.limit ?? 50))
  const before = readCursor(ask.before)
  const after = before ? undefined : readCursor(ask.cursor)
  const found = await findMessages(ctx.db, filter, { after, before, size: size + 1 })
  const more = found.length > size
  const shown = before ? found.slice(-size) : found.slice(0, size)
  const rows = await toMessageRows(
    ctx.db,
    shown.map((one) => one.message),
    ask,
  )
  if (ask.reveal) await auditReveal(ctx, filter, rows.length)
  const [first, last] = [shown[0], shown.at(-1)]
  return {
    rows,
    ...(last && (before || more) ? { next: placeOf(last) } : {}),
    ...(first && (before ? more : after) ? { previous: placeOf(first) } : {}),
  }
}

const placeOf = ({ lastId, message }: Found): string => writeCursor({ lastId, id: message.id })

const auditReveal = (ctx: Context, filter: MessageFilter, count: number): Promise<void> =>
  appendAudit(ctx, ctx.db, {
    action: 'message.reveal',
    details: { count, filter: describeFilter(filter) },
  })
