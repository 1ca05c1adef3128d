import { z } from 'zod'
import { readCompactTime } from '../china-time.ts'
import { refuseContent } from '../content-problems.ts'
import type { RawDocument, VendorEvent } from '../events.ts'
import { readRows } from './rows.ts'
import { type Credentials, vendor } from './settings.ts'
import { readXml } from './xml.ts'

const push = z.object({
  xml: z.object({
    head: z.object({ app_key: z.string(), time_stamp: z.string().optional() }),
    body: z.unknown(),
  }),
})

/**
 * Both pushes, in XML; a foreign app_key is `unauthorized`. How `sign` is made is not documented, so
 * it is not verified. A reply has no time of its own: the head's is taken.
 */
export function parseCallback(
  raw: RawDocument,
  account: { credentials: Credentials },
): VendorEvent[] {
  const document = push.safeParse(readXml(raw.body)).data?.xml
  if (!document) throw refuseContent(vendor, 'not_xml')
  if (document.head.app_key.trim() !== account.credentials.appKey) {
    throw refuseContent(vendor, 'another_account')
  }
  const sentAt = readCompactTime(document.head.time_stamp ?? '') ?? raw.receivedAt
  return readRows(document.body, { report: sentAt, reply: sentAt })
}
