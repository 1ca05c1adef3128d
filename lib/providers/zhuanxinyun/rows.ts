import { ProviderError } from '../call.ts'
import { readChinaTime, readCompactTime } from '../china-time.ts'
import type { VendorEvent } from '../events.ts'
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

/** One of these makes an object a record. */
const recordNames = ['missionnum', 'destid', 'srcid', 'receiverealstatus']

const depthLimit = 6

/** When a record happened that has no readable time of its own. */
export type Fallback = { report: Date | undefined; reply: Date | undefined }

/**
 * Every record in a document that says enough to be a report or a reply, wherever it stands: the
 * queries' answers have no documented shape. Throws `bad_response` when there are records and none
 * can be read; one among others is left out, the raw document is kept.
 */
export function readRows(document: unknown, fallback: Fallback): VendorEvent[] {
  const rows = listRows(document, 0)
  const events = rows.flatMap((row) => readRow(row, fallback) ?? [])
  if (rows.length > 0 && events.length === 0) {
    const detail = `none of ${rows.length} records is readable`
    throw new ProviderError(vendor, 'bad_response', { detail })
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
    Object.entries(value).flatMap(([name, inner]) =>
      typeof inner === 'string' || typeof inner === 'number'
        ? [[name.replaceAll('_', '').toLowerCase(), String(inner)] as const]
        : [],
    ),
  )
}

function readRow(row: Row, fallback: Fallback): VendorEvent | undefined {
  const code = row.get('receiverealstatus')?.trim()
  const own = readTime(row)
  return code
    ? readReport(row, code, own ?? fallback.report)
    : readReply(row, own ?? fallback.reply)
}

function readReport(row: Row, code: string, at: Date | undefined): VendorEvent | undefined {
  const messageReference = row.get('missionnum')?.trim()
  const reference = row.get('batchnum')?.trim()
  if ((!messageReference && !reference) || !at) return undefined
  const phone = readPhone(row.get('destid'))
  return {
    type: 'report',
    keys: {
      ...(reference ? { reference } : {}),
      ...(messageReference ? { messageReference } : {}),
    },
    ...(phone ? { phone } : {}),
    delivered: delivered.has(code),
    code,
    at,
  }
}

/** Here the phone is the source, with 86 before it, and our access number the destination. */
function readReply(row: Row, at: Date | undefined): VendorEvent | undefined {
  const phone = readPhone(row.get('srcid'))
  const content = row.get('content')
  if (!phone || content === undefined || !at) return undefined
  const senderNumber = row.get('destid')?.trim()
  return { type: 'reply', phone, content, at, ...(senderNumber ? { senderNumber } : {}) }
}

function readTime(row: Row): Date | undefined {
  const text = timeNames.map((name) => row.get(name)).find((value) => value !== undefined) ?? ''
  return readChinaTime(text) ?? readCompactTime(text)
}
