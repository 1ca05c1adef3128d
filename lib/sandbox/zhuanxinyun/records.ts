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
    stat_time: chinaSecond(row.reportedAt ?? 0),
  }
}

/** One `<dest>` of a reply: the phone with 86 before it, and the access number. */
export const replyRecord = (row: ReplyRow) => ({
  src_id: `86${row.phone}`,
  content: row.content,
  dest_id: `${ACCESS_NUMBER}${row.extension ?? ''}`,
})

/** Milliseconds since the epoch to `yyyyMMddHHmmss` in China Standard Time. */
export const timeStamp = (at: number): string => chinaSecond(at).replace(/\D/g, '')
