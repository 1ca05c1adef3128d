import { ProviderError } from '../call.ts'
import type { Pull } from '../contract.ts'
import { ask, readAnswer } from './answer.ts'
import { readRows } from './rows.ts'
import { type Credentials, type InfocloudCall, vendor } from './settings.ts'

const rowsPerCall = 600
const olderPath = '/sms/arrive/qry'

/** Base URLs whose `arriveRes` answered 404: the SDK's older path serves there. */
const olderServers = new Set<string>()

/** 短信回执状态查询: last 6 hours, each row only once. Without ids it asks for whatever is there. */
export const pullReports: Pull<Credentials> = {
  readOnce: true,
  intervalSeconds: 60,
  // 任务号，最多不超过600
  idsPerAsk: 600,
  // 最近6小时 in the text, 24小时 in the SDK: the longer, for a receipt not given is lost.
  askHours: 24,

  async fetch(call, { submissionIds }) {
    const { response } = await query(call, { msgId: submissionIds.join(',') })
    return {
      method: 'POST',
      query: '',
      contentType: response.headers['content-type'] ?? '',
      body: response.body,
    }
  },

  parse(raw) {
    const answer = readAnswer(raw.body)
    if (answer?.code !== '200')
      throw new ProviderError(vendor, 'bad_response', { detail: 'no answer of a receipt query' })
    const events = readRows(answer.data, raw.receivedAt)
    return { events, more: Array.isArray(answer.data) && answer.data.length >= rowsPerCall }
  },
}

async function query(call: InfocloudCall, fields: Record<string, string>) {
  if (olderServers.has(call.baseUrl)) return ask(call, olderPath, fields)
  try {
    return await ask(call, '/sms/arriveRes/qry', fields)
  } catch (error) {
    if (!(error instanceof ProviderError) || error.code !== 'http_404') throw error
    olderServers.add(call.baseUrl)
    return ask(call, olderPath, fields)
  }
}
