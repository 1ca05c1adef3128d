import type { HttpResponse } from '../call.ts'
import type { Pull } from '../contract.ts'
import { type RawDocument, unreadableRow, type VendorEvent } from '../events.ts'
import type { Settings } from '../vocabulary.ts'
import { ask, badAnswer } from './answer.ts'
import type { EndpointName } from './endpoints.ts'
import { readAnswer, readEncodedText } from './gbk.ts'
import { makeReply, makeReport, noRow, type Row, readReplyRows, readReportRows } from './rows.ts'
import { type Credentials, type SmsadminCall, settings } from './settings.ts'

/** 返回值最多返回 20 条. */
const rowsPerCall = 20
/** To be read before any code, with the table's words or without: nothing to fetch, and no row. */
const nothing = /^(?:1[56]0(?!\d)[^/]*)?$/

const lineFeed = 0x0a

type MakeEvent = (row: Row, receivedAt: Date | undefined) => VendorEvent | undefined

const isRow = (row: Row): boolean => row !== noRow

const isOpen = (channel: Settings): boolean => settings.parse(channel).pullsOpen

/** `query` keeps the address that was asked, since one of them encodes what was replied. */
async function fetchRows(call: SmsadminCall, name: EndpointName): Promise<RawDocument> {
  const { response } = await ask(call, name)
  const contentType = response.headers['content-type'] ?? ''
  return { method: 'GET', query: name, contentType, body: response.body }
}

/** Each row ends with a line feed: what stands behind the last may be half of one. */
function salvage(name: EndpointName, { headers, body }: HttpResponse): RawDocument | undefined {
  const contentType = headers['content-type'] ?? ''
  const whole = body.subarray(0, body.lastIndexOf(lineFeed) + 1)
  const rows = (name === 'report' ? readReportRows : readReplyRows)(readAnswer(whole))
  return rows.some(isRow) ? { method: 'GET', query: name, contentType, body: whole } : undefined
}

const isEmpty = (raw: RawDocument): boolean => nothing.test(readAnswer(raw.body))

function parse(raw: RawDocument, readRows: (text: string) => Row[], make: MakeEvent) {
  if (isEmpty(raw)) return { events: [], more: false }
  const text = readAnswer(raw.body)
  const rows = readRows(text)
  if (!rows.some(isRow)) throw badAnswer(200, text)
  const events = rows.map((row) => make(row, raw.receivedAt) ?? unreadableRow(raw.receivedAt))
  return { events, more: rows.filter(isRow).length >= rowsPerCall }
}

/** 超过 20 条需多次轮询, 轮询间隔 5 秒; calmly (ours) when there is no more. */
const pace = {
  readOnce: true,
  intervalSeconds: 30,
  moreSeconds: 5,
  ignoresDay: true,
  isEmpty,
} as const

/** 8. 主动获取状态报告: up to 20 rows, each given once. */
export const pullReports: Pull<Credentials> = {
  ...pace,
  isOpen,
  fetch: (call) => fetchRows(call, 'report'),
  salvage: (_, part) => salvage('report', part),
  parse: (raw) => parse(raw, readReportRows, makeReport),
}

const makeEncoded: MakeEvent = (row, receivedAt) =>
  makeReply({ ...row, word: readEncodedText(row.word) }, receivedAt)

/** 7. 主动获取回复, by `reve` or `reve_urlencode` as the channel is set. */
export const pullReplies: Pull<Credentials> = {
  ...pace,
  isOpen,
  fetch: (call) => fetchRows(call, settings.parse(call.settings).replyPull),
  salvage: (call, part) => salvage(settings.parse(call.settings).replyPull, part),
  parse: (raw) =>
    parse(raw, readReplyRows, raw.query === 'reve_urlencode' ? makeEncoded : makeReply),
}
