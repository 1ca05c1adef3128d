import { chinaSecond } from '../core/clock.ts'
import type { Database } from '../core/database.ts'
import { createMessages } from '../core/messages.ts'
import { createReplies, type ReplyRow } from '../core/replies.ts'
import type { Answer } from '../core/vendor.ts'
import { authenticate, type Context, type Style } from './account.ts'
import { NOTHING, plainAnswer } from './codes.ts'
import { type Fields, percentEncodeGbk } from './gbk.ts'

const ROWS = 20

/** Whether a pull may look now; `kind` because replies and reports have intervals of their own. */
export type AdmitPull = (kind: keyof typeof NOTHING) => boolean

type Row = { phone: string; at: number; linkid: string; word: string }

/** §8 `report`: up to 20 reports, each given once; one that was pushed counts as given (ours). */
export function pullReports(
  context: Context,
  fields: Fields,
  style: Style,
  admit: AdmitPull,
): Answer {
  authenticate(context, fields, style)
  if (!admit('reports')) return plainAnswer(NOTHING.reports)
  const messages = createMessages(context.db)
  const rows = messages.waiting(ROWS)
  messages.markHanded(rows, context.now())
  return writeRows(
    context,
    NOTHING.reports,
    rows.map((row) => ({
      phone: row.phone,
      at: row.reportedAt ?? 0,
      linkid: row.reference ?? '',
      word: row.code,
    })),
  )
}

/** §7 `reve` and `reve_urlencode`: up to 20 replies, each given once. */
export function pullReplies(
  context: Context,
  fields: Fields,
  style: Style,
  admit: AdmitPull,
  encoded: boolean,
): Answer {
  authenticate(context, fields, style)
  if (!admit('replies')) return plainAnswer(NOTHING.replies)
  const replies = createReplies(context.db)
  const rows = replies.due(context.now(), ROWS)
  replies.markHanded(rows, context.now())
  return writeRows(
    context,
    NOTHING.replies,
    rows.map((row) => ({
      phone: row.phone,
      at: row.dueAt,
      linkid: linkidOf(context, row),
      word: encoded ? percentEncodeGbk(row.content) : row.content,
    })),
  )
}

/** `phone/time/linkid/word/sub-code`, each row ended by a line feed. */
function writeRows({ settings }: Context, nothing: string, rows: readonly Row[]): Answer {
  if (rows.length === 0) return plainAnswer(nothing)
  const lines = rows.map(
    ({ phone, at, linkid, word }) =>
      `${[phone, chinaSecond(at), linkid, word, settings.subCode].join('/')}\n`,
  )
  return plainAnswer(lines.join(''))
}

const LATEST = `SELECT reference FROM messages WHERE phone = $phone AND acceptedAt <= $at
  ORDER BY id DESC LIMIT 1`

/** The flow number of the last message the phone got before it replied, or ''. */
export function linkidOf(
  { db, settings }: { db: Database; settings: Context['settings'] },
  { phone, dueAt }: ReplyRow,
): string {
  if (!settings.linkidInReplies) return ''
  return db.all<{ reference: string | null }>(LATEST, { phone, at: dueAt })[0]?.reference ?? ''
}
