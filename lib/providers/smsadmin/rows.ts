import { readChinaTime } from '../china-time.ts'
import type { MatchKeys, VendorEvent } from '../events.ts'
import { readPhone } from '../phones.ts'
import { isFinal } from './report-codes.ts'

/** phone / time / linkid / content or status / sub-code. */
export type Row = { phone: string; time: string; linkid: string; word: string; subCode: string }

/** A row begins with a phone; a line that does not is the rest of a reply with line breaks in it. */
const rowStart = /^\s*(?:\+?86)?1\d{10}\s*\//

/**
 * 7 and 8: the rows of a pull. Three fields from the left and one from the right, since what was
 * replied may contain `/`; rows that are not that are left out.
 */
export function readRows(text: string): Row[] {
  return joinLines(text).flatMap((lines) => {
    const match = /^([^/]*)\/([^/]*)\/([^/]*)\/(.*)\/([^/]*)$/s.exec(lines.join('\n'))
    const [, phone = '', time = '', linkid = '', word = '', subCode = ''] = match ?? []
    return match ? [{ phone: phone.trim(), time, linkid: linkid.trim(), word, subCode }] : []
  })
}

/** The lines of each row. The table prints `\n`, which is taken as a line feed or as it stands. */
function joinLines(text: string): string[][] {
  const rows: string[][] = []
  for (const line of text.split(/\r?\n|\\n/)) {
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
  const phone = readPhone(raw)
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
