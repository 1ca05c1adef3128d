import { createHash, randomBytes } from 'node:crypto'
import type { MessageRow } from '../core/messages.ts'
import { PUSH_ONCE, type PushRule } from '../core/push-rule.ts'
import type { ReplyRow } from '../core/replies.ts'
import type { PushBody } from '../core/vendor.ts'
import type { Context } from './context.ts'
import { replyRecord, reportRecord, timeStamp } from './records.ts'
import { writeXml, type XmlElement } from './xml.ts'

/** One record a push, one push straight after the other; the document knows no repetition. */
export const pushRule = ({ settings }: Context): PushRule => ({
  ...PUSH_ONCE,
  batch: settings.recordsPerPush,
})

/** How `sign` is made is not documented: any md5 of what stands beside it (ours). */
function push({ account }: Context, at: number, body: XmlElement): PushBody {
  const app_key = account.appKey ?? ''
  const time_stamp = timeStamp(at)
  const nonce_str = randomBytes(11).toString('hex')
  const signed = `${app_key}${time_stamp}${nonce_str}${account.appSecret ?? ''}`
  const sign = createHash('md5').update(signed).digest('hex')
  return {
    body: writeXml({ head: { app_key, time_stamp, nonce_str, sign }, body }),
    contentType: 'application/xml; charset=utf-8',
  }
}

/** The push of reports: `<records>` of one `<record>`. */
export const writeReports = (context: Context, rows: readonly MessageRow[]): PushBody =>
  push(context, context.now(), {
    records: { record: rows.map((row) => reportRecord(row, context.settings)) },
  })

/** The push of replies: one `<dest>`; their only time is the head's. */
export const writeReplies = (context: Context, rows: readonly ReplyRow[]): PushBody =>
  push(context, rows[0]?.dueAt ?? context.now(), { dest: rows.map(replyRecord) })
