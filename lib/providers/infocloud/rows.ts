import { z } from 'zod'
import { idText, sideText } from '../answers.ts'
import { readCompactTime } from '../china-time.ts'
import { refuseContent } from '../content-problems.ts'
import { unreadableRow, type VendorEvent } from '../events.ts'
import { readMask, readPhone } from '../phones.ts'
import { vendor } from './settings.ts'

const row = z.object({
  msgId: sideText,
  msgid: sideText,
  bid: sideText,
  tel: sideText,
  /** A push says `arriveResult`, a pull `arrive`. */
  arriveResult: sideText,
  arrive: sideText,
  arriveTime: sideText,
  srcId: sideText,
  content: idText.optional().catch(undefined),
})
type Row = z.infer<typeof row>

/**
 * Receipts and replies of a push or a pull. A row that says too little to be either is counted
 * `unreadable`; when none can be read, throws `bad_response`. `mayWait`: a row without a
 * result is of a message still under way.
 */
export function readRows(
  data: unknown,
  receivedAt: Date | undefined,
  { mayWait = false } = {},
): VendorEvent[] {
  if (data == null) return []
  const all: unknown[] = Array.isArray(data) ? data : [data]
  const rows = all.filter((value) => !(mayWait && isUnderWay(row.safeParse(value).data)))
  const events = rows.map(
    (value) => readRow(row.safeParse(value).data, receivedAt) ?? unreadableRow(receivedAt),
  )
  if (rows.length > 0 && events.every(({ type }) => type === 'unreadable')) {
    throw refuseContent(vendor, 'no_row', rows.length)
  }
  return events
}

const isUnderWay = (value: Row | undefined): boolean =>
  !!(value?.msgId ?? value?.msgid ?? value?.bid) &&
  !(value?.arriveResult ?? value?.arrive)?.trim() &&
  value?.content == null

function readRow(value: Row | undefined, receivedAt: Date | undefined): VendorEvent | undefined {
  const at = readCompactTime(value?.arriveTime ?? '') ?? receivedAt
  if (!value || !at) return undefined
  const code = (value.arriveResult ?? value.arrive)?.trim()
  return code ? readReport(value, code, at) : readReply(value, at)
}

function readReport(value: Row, code: string, at: Date): VendorEvent | undefined {
  const submissionId = value.msgId ?? value.msgid
  if (!submissionId && !value.bid) return undefined
  // A pull may mask the number (187****8801): it then tells apart the recipients of one call.
  const phone = readPhone(value.tel) ?? readMask(value.tel)
  return {
    type: 'report',
    keys: {
      ...(submissionId ? { submissionId } : {}),
      ...(value.bid ? { reference: value.bid } : {}),
    },
    ...(phone ? { phone } : {}),
    // 除DELIVRD外，其他都是未送达
    delivered: code === 'DELIVRD',
    code,
    at,
  }
}

function readReply(value: Row, at: Date): VendorEvent | undefined {
  const phone = readPhone(value.tel)
  if (!phone || value.content === undefined) return undefined
  return {
    type: 'reply',
    phone,
    content: value.content,
    at,
    ...(value.srcId ? { senderNumber: value.srcId } : {}),
  }
}
