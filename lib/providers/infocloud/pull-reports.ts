import { ProviderError } from '../call.ts'
import { refuseContent } from '../content-problems.ts'
import type { Pull } from '../contract.ts'
import { ask, readAnswer } from './answer.ts'
import { readRows } from './rows.ts'
import { type Credentials, type InfocloudCall, vendor } from './settings.ts'

const rowsPerCall = 600
const path = '/sms/arriveRes/qry'
/** The SDK's. */
const olderPath = '/sms/arrive/qry'

/** Base URLs where only the older path has answered lately. */
const olderServers = new Set<string>()

/**
 * 短信回执状态查询: last 6 hours, each row only once. What `msgId` and `bid` together mean is not said:
 * never both. Without either it asks for whatever is there, another system's as well.
 */
export const pullReports: Pull<Credentials> = {
  readOnce: true,
  intervalSeconds: 60,
  // 任务号，最多不超过600
  idsPerAsk: 600,
  // 客户端业务ID: one, nothing is said of several
  asksByReference: true,
  // 最近6小时 in the text, 24小时 in the SDK: the longer, for a receipt not given is lost.
  askHours: 24,

  async fetch(call, { submissionIds, reference }) {
    const fields: Record<string, string> = reference
      ? { bid: reference }
      : { msgId: submissionIds.join(',') }
    const { response } = await query(call, fields)
    return {
      method: 'POST',
      query: '',
      contentType: response.headers['content-type'] ?? '',
      body: response.body,
    }
  },

  parse(raw) {
    const answer = readAnswer(raw.body)
    if (answer?.code !== '200') throw refuseContent(vendor, 'no_answer')
    const events = readRows(answer.data, raw.receivedAt, { mayWait: true })
    return { events, more: Array.isArray(answer.data) && answer.data.length >= rowsPerCall }
  },
}

/** By the path that served last; where that is not there, by the other, if it answers then. */
async function query(call: InfocloudCall, fields: Record<string, string>) {
  const isOlder = olderServers.has(call.baseUrl)
  try {
    return await ask(call, isOlder ? olderPath : path, fields)
  } catch (error) {
    if (!(error instanceof ProviderError) || error.code !== 'http_404') throw error
    olderServers.delete(call.baseUrl)
    const found = await ask(call, isOlder ? path : olderPath, fields)
    if (!isOlder) olderServers.add(call.baseUrl)
    return found
  }
}
