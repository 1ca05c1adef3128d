import { ProviderError } from '../call.ts'
import { chinaDay, readChinaTime } from '../china-time.ts'
import type { Pull } from '../contract.ts'
import type { RawDocument } from '../events.ts'
import { ask, readAnswer } from './answer.ts'
import { type Fallback, readRows } from './rows.ts'
import { type Credentials, vendor, type ZhuanxinyunCall } from './settings.ts'

/** Not documented (ours), as is the shape of the answers: the push's records, in either format. */
const intervalSeconds = 60

/** queryStatusReport: all reports of a day. Nothing says that a row is given only once. */
export const pullReports: Pull<Credentials> = {
  readOnce: false,
  intervalSeconds,
  fetch: (call, { day }) => fetchRaw(call, 'queryStatusReport', { time: day }),
  parse: (raw) => parse(raw, { report: raw.receivedAt, reply: undefined }),
}

/**
 * queryMoRecord has no parameters, so it may well give a reply only once. Ours: one without any
 * time is of the day it came, or a second reading of it would count as another reply.
 */
export const pullReplies: Pull<Credentials> = {
  readOnce: true,
  intervalSeconds,
  fetch: (call) => fetchRaw(call, 'queryMoRecord', {}),
  parse: (raw) => parse(raw, { report: undefined, reply: startOfDay(raw.receivedAt) }),
}

async function fetchRaw(
  call: ZhuanxinyunCall,
  name: string,
  fields: Record<string, string>,
): Promise<RawDocument> {
  const { response } = await ask(call, name, fields)
  const contentType = response.headers['content-type'] ?? ''
  return { method: 'POST', query: '', contentType, body: response.body }
}

function parse(raw: RawDocument, fallback: Fallback) {
  const answer = readAnswer(raw.body)
  if (answer?.errorCode !== '000000') {
    throw new ProviderError(vendor, 'bad_response', { detail: 'no answer of a query' })
  }
  return { events: readRows(answer, fallback), more: false }
}

function startOfDay(at: Date | undefined): Date | undefined {
  return at && readChinaTime(`${chinaDay(at)} 00:00:00`)
}
