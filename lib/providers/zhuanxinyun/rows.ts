import { readChinaTime, readCompactTime } from '../china-time.ts'
import { refuseContent } from '../content-problems.ts'
import { type MatchKeys, unreadableRow, type VendorEvent } from '../events.ts'
import { readPhone } from '../phones.ts'
import { vendor } from './settings.ts'

/** A record by names without underscores, in small letters; values as text. */
type Row = Map<string, string>

/** 0 or DELIVRD: all else is the reason of the failure. */
const delivered = new Set(['0', 'DELIVRD'])

/** Names under which a time may stand; the document has none for a pulled reply (ours). */
const timeNames = [
  'stattime',
  'timestamp',
  'motime',
  'receivetime',
  'replytime',
  'createtime',
  'time',
]

const statusName = 'receiverealstatus'

/** One of these makes an object a record. */
const recordNames = ['missionnum', 'destid', 'srcid', statusName]

const depthLimit = 6

/** When a record happened that has no readable time of its own. */
export type Fallback = {
  report?: Date | undefined
  reply?: Date | undefined
  /** That time says nothing about the reply. */
  isUndated?: true
}
/** `mayWait`: a record whose status is there and empty is of a message still under way. */
export type Reading = Fallback & { mayWait?: boolean }

/**
 * Every record in a document that says enough to be a report or a reply, wherever it stands: the
 * queries' answers have no documented shape. Throws `bad_response` when there are records and none
 * can be read; one among others is counted `unreadable`.
 */
export function readRows(document: unknown, fallback: Reading): VendorEvent[] {
  const rows = listRows(document, 0).filter((row) => !(fallback.mayWait && isUnderWay(row)))
  const events = rows.map(
    (row) => readRow(row, fallback) ?? unreadableRow(fallback.report ?? fallback.reply),
  )
  if (rows.length > 0 && events.every(({ type }) => type === 'unreadable')) {
    throw refuseContent(vendor, 'no_row', rows.length)
  }
  return events
}

function listRows(value: unknown, depth: number): Row[] {
  if (typeof value !== 'object' || value === null || depth > depthLimit) return []
  if (Array.isArray(value)) return value.flatMap((one) => listRows(one, depth + 1))
  const row = toRow(value)
  if (recordNames.some((name) => row.has(name))) return [row]
  return Object.values(value).flatMap((one) => listRows(one, depth + 1))
}

function toRow(value: object): Row {
  return new Map(
    Object.entries(value).flatMap(([key, inner]) => {
      const name = key.replaceAll('_', '').toLowerCase()
      if (typeof inner === 'string' || typeof inner === 'number') return [[name, String(inner)]]
      return inner === null && name === statusName ? [[name, '']] : []
    }),
  )
}

const isUnderWay = (row: Row): boolean =>
  row.get(statusName)?.trim() === '' && (row.has('missionnum') || row.has('batchnum'))

function readRow(row: Row, fallback: Fallback): VendorEvent | undefined {
  const code = row.get(statusName)?.trim()
  const own = readTime(row)
  return code
    ? readReport(row, code, own ?? fallback.report)
    : readReply(row, own ? { reply: own } : fallback)
}

function readReport(row: Row, code: string, at: Date | undefined): VendorEvent | undefined {
  const keys = readKeys(row)
  if (!keys || !at) return undefined
  const phone = readPhone(row.get('destid'))
  return {
    type: 'report',
    keys,
    ...(phone ? { phone } : {}),
    delivered: delivered.has(code),
    code,
    at,
  }
}

function readKeys(row: Row): MatchKeys | undefined {
  const messageReference = row.get('missionnum')?.trim()
  const reference = row.get('batchnum')?.trim()
  if (!messageReference && !reference) return undefined
  return {
    ...(reference ? { reference } : {}),
    ...(messageReference ? { messageReference } : {}),
  }
}

/**
 * Here the phone is the source, with 86 before it, and our access number the destination. What
 * names the message is not in the document, but may be in a record of an undocumented shape.
 */
function readReply(row: Row, { reply: at, isUndated }: Fallback): VendorEvent | undefined {
  const phone = readPhone(row.get('srcid'))
  const content = row.get('content')
  if (!phone || content === undefined || !at) return undefined
  const senderNumber = row.get('destid')?.trim()
  const keys = readKeys(row)
  return {
    type: 'reply',
    phone,
    content,
    at,
    ...(senderNumber ? { senderNumber } : {}),
    ...(keys ? { keys } : {}),
    ...(isUndated ? { isUndated } : {}),
  }
}

/** The first that can be read: some may be there and empty. */
function readTime(row: Row): Date | undefined {
  return timeNames
    .map((name) => row.get(name) ?? '')
    .map((text) => readChinaTime(text) ?? readCompactTime(text))
    .find((time) => time !== undefined)
}
