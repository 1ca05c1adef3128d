import { refuseContent } from '../content-problems.ts'
import type { Pull } from '../contract.ts'
import type { RawDocument } from '../events.ts'
import { ask, readAnswer } from './answer.ts'
import { type Fallback, readRows } from './rows.ts'
import { type Credentials, vendor, type ZhuanxinyunCall } from './settings.ts'

/** Not documented (ours), as is the shape of the answers: the push's records, in either format. */
const intervalSeconds = 60

/**
 * There are no pages. A record is 230 bytes in JSON and 330 in XML, so that this is a day of 200,000
 * at least; it takes 5 s and most of a GB to read.
 */
const wholeDay = { maxAnswerBytes: 64 * 1024 * 1024, timeoutMs: 60_000 }

/** queryStatusReport: all reports of a day. Nothing says that a row is given only once. */
export const pullReports: Pull<Credentials> = {
  readOnce: false,
  intervalSeconds,
  largeAnswers: true,
  fetch: (call, { day }) => fetchRaw(call, 'queryStatusReport', { time: day }),
  parse: (raw) => parse(raw, { report: raw.receivedAt }),
}

/**
 * queryMoRecord has no parameters, so it may well give a reply only once, or all replies each time:
 * one without any time is marked, or a second reading of it would count as another reply.
 */
export const pullReplies: Pull<Credentials> = {
  readOnce: true,
  intervalSeconds,
  largeAnswers: true,
  fetch: (call) => fetchRaw(call, 'queryMoRecord', {}),
  parse: (raw) => parse(raw, { reply: raw.receivedAt, isUndated: true }),
}

async function fetchRaw(
  call: ZhuanxinyunCall,
  name: string,
  fields: Record<string, string>,
): Promise<RawDocument> {
  const { response } = await ask(call, name, fields, wholeDay)
  const contentType = response.headers['content-type'] ?? ''
  return { method: 'POST', query: '', contentType, body: response.body }
}

function parse(raw: RawDocument, fallback: Fallback) {
  const answer = readAnswer(raw.body)
  if (answer?.errorCode !== '000000') {
    throw refuseContent(vendor, 'no_answer')
  }
  return { events: readRows(answer, { ...fallback, mayWait: true }), more: false }
}
