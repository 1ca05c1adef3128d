import type { SQLInputValue } from 'node:sqlite'
import { DELIVERED } from '../core/fates.ts'
import type { MessageRow } from '../core/messages.ts'
import { isMobile } from '../core/phones.ts'
import { Refusal } from '../core/refusal.ts'
import { type Answer, jsonAnswer } from '../core/vendor.ts'
import type { Context } from './context.ts'
import type { MessageMeta } from './send.ts'
import type { Owner } from './state.ts'

/** Ours: the page size where none is asked for, and the largest that is given. */
const PER_PAGE = { default: 20, max: 1_000 }

const DONE = 'reportedAt IS NOT NULL'

/** §5.6 `GET /api/messages`: newest first, by day (China, ours), number and status. */
export function listMessages({ db, state, settings }: Context, query: URLSearchParams): Answer {
  const page = readInt(query, 'page', 1, Number.MAX_SAFE_INTEGER)
  const perPage = readInt(query, 'per_page', PER_PAGE.default, PER_PAGE.max)
  const { where, params } = readFilters(query, settings.failedStatus)
  const rows = db.all<MessageRow>(
    `SELECT * FROM messages WHERE ${where} ORDER BY id DESC LIMIT $limit OFFSET $offset`,
    { ...params, limit: perPage, offset: (page - 1) * perPage },
  )
  const [count] = db.all<{ total: number }>(
    `SELECT count(*) AS total FROM messages WHERE ${where}`,
    params,
  )
  const owner = state.owner()
  const messages = rows.map((row) => view(row, owner, settings.failedStatus))
  return jsonAnswer(200, { messages, total: count?.total ?? 0 })
}

function readInt(query: URLSearchParams, name: string, fallback: number, max: number): number {
  const value = Number(query.get(name) || fallback)
  if (!Number.isInteger(value) || value < 1 || value > max) throw new Refusal('ILLEGAL_PARAMER')
  return value
}

function readFilters(query: URLSearchParams, failedStatus: string) {
  const conditions: string[] = ['1 = 1']
  const params: Record<string, SQLInputValue> = {}
  const day = query.get('date')
  if (day) {
    if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) throw new Refusal('ILLEGAL_PARAMER')
    conditions.push('day = $day')
    params.day = day
  }
  const mobile = query.get('mobile')
  if (mobile) {
    if (!isMobile(mobile)) throw new Refusal('ILLEGAL_MOBILE')
    conditions.push('phone = $mobile')
    params.mobile = mobile
  }
  const status = query.get('status')
  if (status) conditions.push(statusCondition(status, failedStatus))
  return { where: conditions.join(' AND '), params }
}

function statusCondition(status: string, failedStatus: string): string {
  const conditions: Readonly<Record<string, string>> = {
    processing: 'reportedAt IS NULL',
    success: `${DONE} AND code = '${DELIVERED}'`,
    [failedStatus]: `${DONE} AND code <> '${DELIVERED}'`,
  }
  const condition = conditions[status]
  if (!condition) throw new Refusal('ILLEGAL_PARAMER')
  return condition
}

/** The signature and `sent_at` appear only once a message is sent (the two rows of the sample). */
function view(row: MessageRow, owner: Owner, failedStatus: string) {
  const meta = JSON.parse(row.meta ?? '{}') as MessageMeta
  const done = row.reportedAt !== null
  const outcome = row.code === DELIVERED ? 'success' : failedStatus
  return {
    id: Number(row.messageId),
    template_id: Number(row.template),
    report_type: meta.report_type,
    title: meta.title,
    type: meta.type,
    content: done ? row.text : row.text.replace(`【${meta.temp_sign}】`, ''),
    temp_sign: meta.temp_sign,
    mobile: row.phone,
    sent_at: row.reportedAt === null ? null : new Date(row.reportedAt).toISOString(),
    created_at: new Date(row.acceptedAt).toISOString(),
    status: done ? outcome : 'processing',
    quantity: row.segments,
    owner,
  }
}
