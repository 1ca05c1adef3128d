import type { SQLInputValue } from 'node:sqlite'
import { chinaDay } from '../core/clock.ts'
import type { MessageRow } from '../core/messages.ts'
import type { ReplyRow } from '../core/replies.ts'
import type { Answer } from '../core/vendor.ts'
import { type Format, success } from './answer.ts'
import type { Context } from './context.ts'
import { type Read, readDay } from './parameters.ts'
import { listedRecord, pulledReply } from './records.ts'

const DAY_MS = 86_400_000

/** `querySmsCount`: messages left. */
export const queryCount = ({ state }: Context, _read: Read, format: Format): Answer =>
  success(format, { count: state.count() })

/**
 * `queryStatusReport`: the reports of messages sent on the day `time`, today without it. Ours: the
 * document has the name and `time` only, so the records are those of the push.
 */
export function queryReports(context: Context, read: Read, format: Format): Answer {
  const isListed = context.settings.underWayAs === 'absent' ? 'reportedAt IS NOT NULL' : '1 = 1'
  const where = `${isListed} AND day = $day`
  const day = readDay(read) ?? chinaDay(context.now())
  const rows = select<MessageRow>(context, 'messages', where, 'reportedAt', { day })
  return success(format, { records: rows.map((row) => listedRecord(row, context.settings)) })
}

/** `queryMoRecord`: replies of the day `time`, or of the last 24 hours without it (ours). */
export function queryReplies(context: Context, read: Read, format: Format): Answer {
  const now = context.now()
  const day = readDay(read)
  const from = day ? Date.parse(`${day}T00:00:00+08:00`) : now - DAY_MS
  const times = { from, until: Math.min(now, from + DAY_MS - (day ? 1 : 0)) }
  const rows = select<ReplyRow>(
    context,
    'replies',
    'dueAt >= $from AND dueAt <= $until',
    'dueAt',
    times,
  )
  return success(format, {
    records: rows.map((row) => pulledReply(row, context.settings)),
  })
}

/** The newest rows first; where they are read-once, only those not given yet. */
function select<Row extends { id: number }>(
  { db, settings, now }: Context,
  table: 'messages' | 'replies',
  where: string,
  order: string,
  params: Record<string, SQLInputValue>,
): Row[] {
  const { readOnce, recordsPerQuery } = settings
  const unread = readOnce ? 'AND handedAt IS NULL' : ''
  const rows = db.all<Row>(
    `SELECT * FROM ${table} WHERE ${where} ${unread} ORDER BY ${order} DESC, id DESC LIMIT $limit`,
    { ...params, limit: recordsPerQuery || -1 },
  )
  if (readOnce) {
    db.run(`UPDATE ${table} SET handedAt = $at WHERE id IN (SELECT value FROM json_each($ids))`, {
      at: now(),
      ids: JSON.stringify(rows.map(({ id }) => id)),
    })
  }
  return rows
}
