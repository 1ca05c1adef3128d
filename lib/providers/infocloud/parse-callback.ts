import { z } from 'zod'
import { optionalText, readJson } from '../answers.ts'
import { refuseContent } from '../content-problems.ts'
import type { RawDocument, VendorEvent } from '../events.ts'
import { readRows } from './rows.ts'
import { type Credentials, vendor } from './settings.ts'

const push = z.object({ apiKey: optionalText, data: z.unknown().optional() })

/** 短信回执状态推送 and 短信上行报告推送, both in JSON; a foreign apiKey is `unauthorized`. */
export function parseCallback(
  raw: RawDocument,
  account: { credentials: Credentials },
): VendorEvent[] {
  const document = push.safeParse(readJson(raw.body)).data
  if (!document) throw refuseContent(vendor, 'not_json')
  if (document.apiKey !== account.credentials.apiKey) {
    throw refuseContent(vendor, 'another_account')
  }
  return readRows(document.data, raw.receivedAt)
}
