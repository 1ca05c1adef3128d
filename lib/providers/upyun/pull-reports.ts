import { readJson } from '../answers.ts'
import { ProviderError } from '../call.ts'
import type { Pull } from '../contract.ts'
import type { VendorEvent } from '../events.ts'
import { readPhone } from '../phones.ts'
import { rowsPerPage } from './list-messages.ts'
import { type MessageRow, messagePage, readOwner, readReport, readWord } from './message-rows.ts'
import { ask } from './request.ts'
import { type Credentials, vendor } from './settings.ts'

/** 5.6: all messages of a day, page by page; may be read as often as one likes. Every 20 s is ours. */
export const pullReports: Pull<Credentials> = {
  readOnce: false,
  intervalSeconds: 20,

  async fetch(call, { day, page }) {
    const query = `date=${day}&page=${page}&per_page=${rowsPerPage}`
    const response = await ask(call, 'GET', `/api/messages?${query}`)
    const contentType = response.headers['content-type'] ?? ''
    return { method: 'GET', query, contentType, body: response.body }
  },

  parse(raw) {
    const found = messagePage.safeParse(readJson(raw.body)).data
    if (!found) throw new ProviderError(vendor, 'bad_response', { detail: 'no list of messages' })
    const asked = new URLSearchParams(raw.query)
    const seen = Number(asked.get('page') ?? 1) * Number(asked.get('per_page') ?? rowsPerPage)
    return {
      events: found.messages.flatMap((row) => readEvent(row, raw.receivedAt) ?? []),
      more: found.messages.length > 0 && seen < (found.total ?? 0),
      quota: readOwner(found.messages[0]?.owner),
    }
  },
}

function readEvent(row: MessageRow, receivedAt?: Date): VendorEvent | undefined {
  const report = readReport(row, receivedAt)
  const word = readWord(row)
  const phone = readPhone(row.mobile)
  const place = { keys: { vendorMessageId: row.id }, ...(phone ? { phone } : {}) }
  if (report) return { type: 'report', ...place, ...report }
  if (!word) return undefined
  return { type: 'word', ...place, word, at: row.created_at ?? receivedAt ?? new Date(0) }
}
