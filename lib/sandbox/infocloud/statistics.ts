import { Refusal } from '../core/refusal.ts'
import type { Answer } from '../core/vendor.ts'
import type { Fields } from './authenticate.ts'
import { success } from './codes.ts'
import type { Context } from './send.ts'

const PAGE_SIZE = { default: 10, max: 50 }

/** Ours: `totalCount` counts messages, one a recipient; days without any have no row. */
const QUERY = `SELECT count(*) AS totalCount,
    sum(reportedAt IS NOT NULL AND code = 'DELIVRD') AS successCount,
    sum(reportedAt IS NOT NULL AND code <> 'DELIVRD') AS failCount,
    sum(reportedAt IS NULL) AS noReceiptCount, day AS sendDate
  FROM messages WHERE day BETWEEN $start AND $end GROUP BY day ORDER BY day`

function readDay(fields: Fields, name: string): string {
  const value = fields[name]
  const valid =
    typeof value === 'string' &&
    /^\d{4}-\d{2}-\d{2}$/.test(value) &&
    !Number.isNaN(Date.parse(`${value}T00:00:00Z`))
  if (!valid) throw new Refusal('40004', `参数错误：${name}格式应为yyyy-MM-dd`)
  return value
}

function readInt(fields: Fields, name: string, fallback: number, max: number): number {
  const value = fields[name] ?? fallback
  const number = Number(value)
  if (value === '' || !Number.isInteger(number) || number < 1 || number > max) {
    throw new Refusal('40004', `参数错误：${name}取值不正确`)
  }
  return number
}

/** `sms/send/statistics`: counts by day in a range, a page at a time. */
export function queryStatistics({ db, settings }: Context, fields: Fields): Answer {
  const range = { start: readDay(fields, 'startDate'), end: readDay(fields, 'endDate') }
  if (range.start > range.end) throw new Refusal('40004', '参数错误：开始日期晚于结束日期')
  const page = readInt(fields, 'page', 1, Number.MAX_SAFE_INTEGER)
  const pageSize = readInt(fields, 'pageSize', PAGE_SIZE.default, PAGE_SIZE.max)
  const days = db.all(QUERY, range)
  const data = days.slice((page - 1) * pageSize, page * pageSize)
  return success({ message: 'OK', data, totalSize: days.length }, settings.codeAsString)
}
