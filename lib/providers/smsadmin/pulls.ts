import type { Pull } from '../contract.ts'
import type { RawDocument, VendorEvent } from '../events.ts'
import type { Settings } from '../vocabulary.ts'
import { ask, badAnswer } from './answer.ts'
import type { EndpointName } from './endpoints.ts'
import { decodeGbk, readEncoded } from './gbk.ts'
import { makeReply, makeReport, type Row, readRows } from './rows.ts'
import { type Credentials, type SmsadminCall, settings } from './settings.ts'

/** 返回值最多返回 20 条. */
const rowsPerCall = 20
/** Whole bodies, to be read before any code: nothing to fetch. */
const nothing = ['150', '160']

type MakeEvent = (row: Row, receivedAt: Date | undefined) => VendorEvent | undefined

const isOpen = (channel: Settings): boolean => settings.parse(channel).pullsOpen

/** `query` keeps the address that was asked, since one of them encodes what was replied. */
async function fetchRows(call: SmsadminCall, name: EndpointName): Promise<RawDocument> {
  const { response } = await ask(call, name)
  const contentType = response.headers['content-type'] ?? ''
  return { method: 'GET', query: name, contentType, body: response.body }
}

const isEmpty = (raw: RawDocument): boolean => nothing.includes(decodeGbk(raw.body).trim())

function parse(raw: RawDocument, make: MakeEvent, decode = (row: Row): Row => row) {
  if (isEmpty(raw)) return { events: [], more: false }
  const text = decodeGbk(raw.body).trim()
  const rows = readRows(text)
  if (rows.length === 0) throw badAnswer(200, text)
  const events = rows.flatMap((row) => make(decode(row), raw.receivedAt) ?? [])
  return { events, more: rows.length >= rowsPerCall }
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
  parse: (raw) => parse(raw, makeReport),
}

/** 7. 主动获取回复, by `reve` or `reve_urlencode` as the channel is set. */
export const pullReplies: Pull<Credentials> = {
  ...pace,
  isOpen,
  fetch: (call) => fetchRows(call, settings.parse(call.settings).replyPull),
  parse: (raw) =>
    parse(raw, makeReply, (row) =>
      raw.query === 'reve_urlencode' ? { ...row, word: readEncoded(row.word) } : row,
    ),
}
