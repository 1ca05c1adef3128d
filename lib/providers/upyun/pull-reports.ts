import type { Pull } from '../contract.ts'
import type { VendorEvent } from '../events.ts'
import { readPhone } from '../phones.ts'
import { askPage, rowsPerPage } from './ask-page.ts'
import {
  hasMore,
  type MessageRow,
  readPage,
  readQuota,
  readReport,
  readWord,
  tryPage,
} from './message-rows.ts'
import type { Credentials } from './settings.ts'

/**
 * How many rows an address gave on a first page that was not the only one: pages behind must be
 * asked for in that size, or what lies between would never be seen.
 */
const sizes = new Map<string, number>()

/** 5.6: all messages of a day, page by page; may be read as often as one likes. Every 20 s is ours. */
export const pullReports: Pull<Credentials> = {
  readOnce: false,
  intervalSeconds: 20,

  async fetch(call, { day, page }) {
    const size = page === 1 ? rowsPerPage : (sizes.get(call.baseUrl) ?? rowsPerPage)
    const { query, response } = await askPage(call, `date=${day}`, { page, size })
    if (page === 1) learnSize(call.baseUrl, response.body)
    const contentType = response.headers['content-type'] ?? ''
    return { method: 'GET', query, contentType, body: response.body }
  },

  parse(raw) {
    const found = readPage(raw.body)
    const asked = new URLSearchParams(raw.query)
    const place = {
      page: Number(asked.get('page') ?? 1),
      size: Number(asked.get('per_page') ?? rowsPerPage),
    }
    return {
      events: found.messages.flatMap((row) => readEvent(row, raw.receivedAt) ?? []),
      more: hasMore(found, place),
      quota: readQuota(found.messages),
    }
  },
}

/** What cannot be read is stored first and told by `parse`. */
function learnSize(baseUrl: string, body: Uint8Array): void {
  const first = tryPage(body)
  if (first && hasMore(first, { page: 1, size: rowsPerPage })) sizes.set(baseUrl, first.rows)
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
