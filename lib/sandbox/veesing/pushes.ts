import { chinaSecond } from '../core/clock.ts'
import type { Database } from '../core/database.ts'
import { DELIVERED } from '../core/fates.ts'
import type { MessageRow } from '../core/messages.ts'
import type { ReplyRow } from '../core/replies.ts'
import type { PushBody } from '../core/vendor.ts'
import type { VeesingSettings } from './settings.ts'

const push = (fields: Record<string, string>): PushBody => ({
  body: new URLSearchParams(fields).toString(),
  contentType: 'application/x-www-form-urlencoded;charset=utf-8',
})

/** A writer of single rows, which is all this vendor pushes (§2: 每产生一条，则推送一条). */
const single =
  <Row>(write: (row: Row) => Record<string, string>) =>
  (rows: readonly Row[]): PushBody => {
    const [row] = rows
    if (!row || rows.length > 1) throw new Error(`veesing pushes one by one, not ${rows.length}`)
    return push(write(row))
  }

const writePhone = (phone: string, { masksPhones }: VeesingSettings): string =>
  masksPhones ? `${phone.slice(0, 7)}****` : phone

/** §2 回执数据定义. */
export const createReportWriter = (settings: VeesingSettings) =>
  single((row: MessageRow) => ({
    mobile: writePhone(row.phone, settings),
    taskid: row.callId,
    status: row.code === DELIVERED ? '1' : '0',
    code: row.code,
    receivetime: chinaSecond(row.reportedAt ?? 0),
  }))

const LATEST_TASK = `SELECT callId FROM messages
  WHERE phone = $phone AND acceptedAt <= $at ORDER BY id DESC LIMIT 1`

/** §2 回复数据定义; ours: a reply belongs to the latest task that went to its phone. */
export const createReplyWriter = (db: Database, settings: VeesingSettings) =>
  single((row: ReplyRow) => {
    const [task] = db.all<{ callId: string }>(LATEST_TASK, { phone: row.phone, at: row.dueAt })
    return {
      mobile: writePhone(row.phone, settings),
      taskid: task?.callId ?? '',
      content: row.content,
      receivetime: chinaSecond(row.dueAt),
    }
  })
