import { refuseContent } from '../content-problems.ts'
import type { RawDocument, VendorEvent } from '../events.ts'
import { readEncoded } from './gbk.ts'
import { makeReply, makeReport } from './rows.ts'
import { type Credentials, vendor } from './settings.ts'

/**
 * 9 and 10: one reply or one report, its parameters in the query or in the body, in GBK. A name
 * other than our uid is `unauthorized`.
 */
export function parseCallback(
  raw: RawDocument,
  { credentials }: { credentials: Credentials },
): VendorEvent[] {
  const fields = readFields(raw)
  const kind = fields.get('class')?.trim().toLowerCase()
  if (kind !== 'mo' && kind !== 'rpt') {
    throw refuseContent(vendor, 'unknown_kind')
  }
  if (fields.get('smsname')?.trim() !== credentials.uid) {
    throw refuseContent(vendor, 'another_account')
  }
  const read = (name: string) => fields.get(name) ?? ''
  const row = { phone: read('mobile'), linkid: read('linkid').trim(), subCode: '' }
  const event =
    kind === 'mo'
      ? makeReply({ ...row, time: read('reverttime'), word: read('message') }, raw.receivedAt)
      : makeReport({ ...row, time: read('reporttime'), word: read('report') }, raw.receivedAt)
  if (!event) throw refuseContent(vendor, 'too_little')
  return [event]
}

const readField = (encoded: string): string => readEncoded(Buffer.from(encoded, 'latin1'))

/** A push has six parameters: a body of a hundred thousand is not read to its end. */
const mostFields = 100

/** Names in lower case and without the space that the example has before one of them. */
function readFields({ query, body }: RawDocument): Map<string, string> {
  const pairs = [query, Buffer.from(body).toString('latin1')]
    .flatMap((part) => part.split('&', mostFields))
    .map((pair) => pair.split(/=(.*)/s))
  return new Map(
    pairs.map(([name = '', value = '']) => [
      readField(name).trim().toLowerCase(),
      readField(value),
    ]),
  )
}
