import { chinaMinute } from '../core/clock.ts'
import type { MessageRow } from '../core/messages.ts'
import { Refusal } from '../core/refusal.ts'
import type { Answer } from '../core/vendor.ts'
import type { Fields } from './authenticate.ts'
import { success } from './codes.ts'
import { readBid, readText } from './parameters.ts'
import type { Context } from './send.ts'

const SIX_HOURS = 6 * 3_600_000
const RECEIPTS = 600

const QUERY = `SELECT * FROM messages
  WHERE handedAt IS NULL AND (reportedAt >= $since OR ($underWay AND reportedAt IS NULL))
    AND ($msgIds IS NULL OR callId IN (SELECT value FROM json_each($msgIds)))
    AND ($bid IS NULL OR reference = $bid)
  ORDER BY id LIMIT ${RECEIPTS}`

/**
 * `sms/arriveRes/qry` and its older name `sms/arrive/qry`: receipts of the last six hours, at most
 * 600 a call, each given once; one that was pushed counts as given (ours).
 */
export function queryReceipts({ db, settings, now }: Context, fields: Fields): Answer {
  const msgIds = readText(fields, 'msgId')?.split(',')
  if (msgIds && msgIds.length > RECEIPTS) throw new Refusal('40004', '参数错误：msgId超过600个')
  const rows = db.all<MessageRow>(QUERY, {
    since: now() - SIX_HOURS,
    msgIds: msgIds ? JSON.stringify(msgIds) : null,
    bid: readBid(fields) ?? null,
    underWay: Number(settings.listsUnderWay),
  })
  db.run('UPDATE messages SET handedAt = $at WHERE id IN (SELECT value FROM json_each($ids))', {
    at: now(),
    ids: JSON.stringify(rows.filter((row) => row.reportedAt !== null).map((row) => row.id)),
  })
  const data = rows.map((row) => receipt(row, settings.maskPhones))
  return success({ message: '查询成功', data }, settings.codeAsString)
}

const mask = (phone: string): string => `${phone.slice(0, 3)}****${phone.slice(-4)}`

const receipt = (row: MessageRow, masked: boolean) => ({
  msgId: row.callId,
  tel: masked ? mask(row.phone) : row.phone,
  ...(row.reportedAt !== null && {
    arrive: row.code,
    arriveTime: chinaMinute(row.reportedAt),
  }),
  bid: row.reference ?? '',
})
