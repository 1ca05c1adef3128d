import { chinaSecond } from '../core/clock.ts'
import { DELIVERED } from '../core/fates.ts'
import type { MessageRow } from '../core/messages.ts'
import type { ReplyRow } from '../core/replies.ts'
import type { ZhuanxinyunSettings } from './settings.ts'

/** Ours: the access number replies come in on; a call's extraNum stands at its end. */
const ACCESS_NUMBER = '10690123'

const readBatchNum = ({ meta }: MessageRow): string =>
  meta ? (JSON.parse(meta) as { batchNum: string }).batchNum : ''

/** One `<record>` of a report, its names in the order of the document. */
export function reportRecord(row: MessageRow, settings: ZhuanxinyunSettings) {
  const delivered = row.code === DELIVERED
  const batchNum = readBatchNum(row)
  return {
    mission_num: row.reference ?? '',
    dest_id: row.phone,
    send_status: 'SUCCESS',
    receive_status: delivered ? 'SUCCESS' : 'FAIL',
    receive_real_status: delivered ? settings.deliveredStatus : row.code,
    batch_num: batchNum && settings.spaceBeforeBatchNum ? ` ${batchNum}` : batchNum,
    stat_time: writeTime(row.reportedAt ?? 0, settings),
  }
}

/** A message as `queryStatusReport` lists it; ours: one without a report has no status yet. */
export const listedRecord = (row: MessageRow, settings: ZhuanxinyunSettings) =>
  row.reportedAt === null ? underWay(row, settings) : reportRecord(row, settings)

const underWay = (row: MessageRow, { underWayAs }: ZhuanxinyunSettings) => ({
  mission_num: row.reference ?? '',
  dest_id: row.phone,
  send_status: 'SUCCESS',
  receive_real_status: underWayAs === 'null' ? null : '',
  batch_num: readBatchNum(row),
})

/** One `<dest>` of a reply: the phone with 86 before it, and the access number. */
export const replyRecord = (row: ReplyRow) => ({
  src_id: `86${row.phone}`,
  content: row.content,
  dest_id: `${ACCESS_NUMBER}${row.extension ?? ''}`,
})

/** A reply as `queryMoRecord` gives it, with a time of its own or without. */
export function pulledReply(row: ReplyRow, settings: ZhuanxinyunSettings) {
  const times = {
    mo_time: { stat_time: '', mo_time: writeTime(row.dueAt, settings) },
    time_stamp: { time_stamp: timeStamp(row.dueAt) },
    nowhere: {},
  }
  return { ...replyRecord(row), ...times[settings.replyTimeIn] }
}

function writeTime(at: number, { timeStyle }: ZhuanxinyunSettings): string {
  const second = chinaSecond(at)
  if (timeStyle === 'plain') return second
  return timeStyle === 'iso' ? second.replace(' ', 'T') : `${second}.0`
}

/** Milliseconds since the epoch to `yyyyMMddHHmmss` in China Standard Time. */
export const timeStamp = (at: number): string => chinaSecond(at).replace(/\D/g, '')
