import { chinaSecond } from '../core/clock.ts'
import type { Database } from '../core/database.ts'
import { createMessages } from '../core/messages.ts'
import { createReplies, type ReplyRow } from '../core/replies.ts'
import type { Answer } from '../core/vendor.ts'
import { authenticate, type Context, type Style } from './account.ts'
import { type NOTHING, nothing, plainAnswer } from './codes.ts'
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
  if (!admit('reports')) return nothing('reports', context.settings)
  const messages = createMessages(context.db)
  const rows = messages.waiting(ROWS)
  messages.markHanded(rows, context.now())
  return writeRows(
    context,
    'reports',
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
  if (!admit('replies')) return nothing('replies', context.settings)
  const replies = createReplies(context.db)
  const rows = replies.due(context.now(), ROWS)
  replies.markHanded(rows, context.now())
  return writeRows(
    context,
    'replies',
    rows.map((row) => ({
      phone: row.phone,
      at: row.dueAt,
      linkid: linkidOf(context, row),
      word: encoded ? encodeContent(context, row.content) : row.content,
    })),
  )
}

/** `phone/time/linkid/word/sub-code`, each row ended by a line feed. */
function writeRows(
  { settings }: Context,
  kind: keyof typeof NOTHING,
  rows: readonly Row[],
): Answer {
  if (rows.length === 0) return nothing(kind, settings)
  const end = settings.subCode === null ? [] : [settings.subCode]
  const lines = rows.map(
    ({ phone, at, linkid, word }) =>
      `${[phone, chinaSecond(at), linkid, word, ...end].join('/')}\n`,
  )
  return plainAnswer(lines.join(''))
}

/** What an address cannot hold as it is, Chinese aside: some encode no more than that. */
const SPECIAL = /[\s%&+#?/=]/g

const encodeContent = ({ settings }: Context, content: string): string =>
  settings.encodes === 'everything'
    ? percentEncodeGbk(content)
    : content.replace(SPECIAL, (sign) => percentEncodeGbk(sign))

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
