import type { SQLInputValue } from 'node:sqlite'
import { DELIVERED } from '../core/fates.ts'
import type { MessageRow } from '../core/messages.ts'
import { isMobile } from '../core/phones.ts'
import { Refusal } from '../core/refusal.ts'
import { type Answer, jsonAnswer } from '../core/vendor.ts'
import type { Context } from './context.ts'
import type { MessageMeta } from './send.ts'
import type { UpyunSettings } from './settings.ts'
import type { Owner } from './state.ts'

/** Ours: the page size where none is asked for. */
const PER_PAGE = 20

const DONE = 'reportedAt IS NOT NULL'
const DAY = { china: 'day', utc: "date(acceptedAt / 1000, 'unixepoch')" } as const

/** §5.6 `GET /api/messages`: newest first, by day, number and status. */
export function listMessages({ db, state, settings }: Context, query: URLSearchParams): Answer {
  const page = readInt(query, 'page', 1, Number.MAX_SAFE_INTEGER)
  const perPage = readPageSize(query, settings)
  const { where, params } = readFilters(query, settings)
  const rows = db.all<MessageRow>(
    `SELECT * FROM messages WHERE ${where} ORDER BY id DESC LIMIT $limit OFFSET $offset`,
    { ...params, limit: perPage, offset: (page - 1) * perPage },
  )
  const [count] = db.all<{ total: number }>(
    `SELECT count(*) AS total FROM messages WHERE ${where}`,
    params,
  )
  const owner = state.owner()
  const messages = rows.map((row) => view(row, owner, settings))
  const total = settings.fields === 'samples' ? { total: count?.total ?? 0 } : {}
  return jsonAnswer(200, { messages, ...total })
}

function readInt(query: URLSearchParams, name: string, fallback: number, max: number): number {
  const value = Number(query.get(name) || fallback)
  if (!Number.isInteger(value) || value < 1 || value > max) throw new Refusal('ILLEGAL_PARAMER')
  return value
}

function readPageSize(query: URLSearchParams, { pageCap, pageOver }: UpyunSettings): number {
  const asked = readInt(query, 'per_page', Math.min(PER_PAGE, pageCap), Number.MAX_SAFE_INTEGER)
  if (asked > pageCap && pageOver === 'refused') throw new Refusal('ILLEGAL_PARAMER')
  return Math.min(asked, pageCap)
}

function readFilters(query: URLSearchParams, { failedStatus, daysIn }: UpyunSettings) {
  const conditions: string[] = ['1 = 1']
  const params: Record<string, SQLInputValue> = {}
  const day = query.get('date')
  if (day) {
    if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) throw new Refusal('ILLEGAL_PARAMER')
    conditions.push(`${DAY[daysIn]} = $day`)
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
function view(row: MessageRow, owner: Owner, { failedStatus, fields }: UpyunSettings) {
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
    ...(fields === 'samples' ? { quantity: row.segments } : {}),
    owner,
  }
}
