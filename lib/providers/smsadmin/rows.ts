import { readChinaTime } from '../china-time.ts'
import type { MatchKeys, VendorEvent } from '../events.ts'
import { readMask, readPhone } from '../phones.ts'
import { isFinal } from './report-codes.ts'

/** phone / time / linkid / content or status / sub-code. */
export type Row = { phone: string; time: string; linkid: string; word: string; subCode: string }
/** Stands for a line that is none. */
export const noRow: Row = { phone: '', time: '', linkid: '', word: '', subCode: '' }

/**
 * A row begins with a phone, or with another number and a time; a line that does not is the rest of
 * a reply with line breaks in it.
 */
const rowStart =
  /^\s*(?:(?:\+|00)?(?:86)?1\d{10}|[\d*]{3,20}\s*\/\s*\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2})\s*\//
/** The table prints `\n`, which is taken as a line feed or as it stands. */
const lineEnd = /\r?\n|\\n/

/** 8: a report is a line, so that an odd one costs no other. */
export const readReportRows = (text: string): Row[] => text.split(lineEnd).flatMap(readRow)

/** 7: what was replied may contain line breaks. */
export const readReplyRows = (text: string): Row[] =>
  joinLines(text).flatMap((lines) => readRow(lines.join('\n')))

/**
 * Three fields from the left and one from the right, since what was replied may contain `/`. Of four
 * fields the last is the word, without a sub-code; a line of less is no row.
 */
function readRow(text: string): Row[] {
  const match = /^([^/]*)\/([^/]*)\/([^/]*)\/(.*?)(?:\/([^/]*))?$/s.exec(text)
  const [, phone = '', time = '', linkid = '', word = '', subCode = ''] = match ?? []
  if (match) return [{ phone: phone.trim(), time, linkid: linkid.trim(), word, subCode }]
  return text.trim() ? [noRow] : []
}

/** The lines of each row. */
function joinLines(text: string): string[][] {
  const rows: string[][] = []
  for (const line of text.split(lineEnd)) {
    const current = rows.at(-1)
    if (!current || rowStart.test(line)) rows.push([line])
    else current.push(line)
  }
  return rows
}

const keysOf = (linkid: string): MatchKeys => (linkid ? { reference: linkid } : {})

/** A status report; a word that nobody explains changes nothing. */
export function makeReport(
  { phone: raw, time, linkid, word: padded }: Row,
  receivedAt: Date | undefined,
): VendorEvent | undefined {
  // A masked number still tells apart the recipients of one call.
  const phone = readPhone(raw) ?? readMask(raw)
  const at = readChinaTime(time) ?? receivedAt
  const word = padded.trim()
  if (!at || !word || !(phone || linkid)) return undefined
  const about = { keys: keysOf(linkid), ...(phone ? { phone } : {}), at }
  return isFinal(word)
    ? { type: 'report', ...about, delivered: word === 'DELIVRD', code: word }
    : { type: 'word', ...about, word }
}

/** A reply; the sub-code is the number behind ours that it was sent to. */
export function makeReply(
  { phone: raw, time, linkid, word, subCode }: Row,
  receivedAt: Date | undefined,
): VendorEvent | undefined {
  const phone = readPhone(raw)
  const at = readChinaTime(time) ?? receivedAt
  if (!phone || !at) return undefined
  const senderNumber = subCode.trim()
  return {
    type: 'reply',
    phone,
    content: word,
    at,
    ...(senderNumber ? { senderNumber } : {}),
    ...(linkid ? { keys: keysOf(linkid) } : {}),
  }
}
