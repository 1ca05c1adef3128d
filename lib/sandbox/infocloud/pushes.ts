import { chinaMinute } from '../core/clock.ts'
import type { MessageRow } from '../core/messages.ts'
import type { PushRule } from '../core/push-rule.ts'
import type { ReplyRow } from '../core/replies.ts'
import type { PushBody } from '../core/vendor.ts'

/** Ours: the access number replies come in on; a call's extension stands at its end. */
const ACCESS_NUMBER = '106900281234'

/**
 * The document's rule: an answer within one second; three slower ones in a row end the pushing.
 * Ours: after a refusal a push is tried again, since the document only speaks of slow answers.
 */
export const PUSH_RULE: PushRule = {
  batch: 500,
  answerMs: 1_000,
  slowLimit: 3,
  attempts: Number.POSITIVE_INFINITY,
  retryMs: [500, 1_000, 2_000, 5_000, 10_000, 30_000],
}

const push = (apiKey: string, data: unknown[]): PushBody => ({
  body: JSON.stringify({ apiKey, data }),
  contentType: 'application/json; charset=utf-8',
})

/** 短信状态报文格式: `arriveResult` here, `arrive` in the query. */
export const writeReports = (apiKey: string, rows: readonly MessageRow[]): PushBody =>
  push(
    apiKey,
    rows.map((row) => ({
      msgId: row.callId,
      tel: row.phone,
      arriveResult: row.code,
      arriveTime: chinaMinute(row.reportedAt ?? 0),
      bid: row.reference ?? '',
    })),
  )

/** 短信上行消息报文格式. */
export const writeReplies = (apiKey: string, rows: readonly ReplyRow[]): PushBody =>
  push(
    apiKey,
    rows.map((row) => ({
      srcId: `${ACCESS_NUMBER}${row.extension ?? ''}`,
      tel: row.phone,
      content: row.content,
      arriveTime: chinaMinute(row.dueAt),
    })),
  )
