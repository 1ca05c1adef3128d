import { ProviderError } from '../call.ts'
import type { Pull } from '../contract.ts'
import { ask, readAnswer } from './answer.ts'
import { readRows } from './rows.ts'
import { type Credentials, type InfocloudCall, vendor } from './settings.ts'

const rowsPerCall = 600
const idsPerCall = 600
const olderPath = '/sms/arrive/qry'

/** Base URLs whose `arriveRes` answered 404: the SDK's older path serves there. */
const olderServers = new Set<string>()

/** 短信回执状态查询: last 6 hours, each row only once. Without ids it asks for whatever is there. */
export const pullReports: Pull<Credentials> = {
  readOnce: true,
  intervalSeconds: 60,

  async fetch(call, { page, submissionIds }) {
    const chunks = Math.max(1, Math.ceil(submissionIds.length / idsPerCall))
    const start = ((page - 1) % chunks) * idsPerCall
    const msgId = submissionIds.slice(start, start + idsPerCall).join(',')
    const { response } = await query(call, { msgId })
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
