import { readPhone } from '../phones.ts'
import type { Settlement, Unsettled } from '../sending.ts'
import { listDays } from './days.ts'
import { listMessages } from './list-messages.ts'
import { type MessageRow, readReport } from './message-rows.ts'
import type { UpyunCall } from './settings.ts'

/** Ours: how far the vendor's creation time may lie from the moment of our call. */
const window = { beforeMs: 120_000, afterMs: 600_000 }

/**
 * Looks for the message among the vendor's own by phone, day, template, creation time and text. No
 * reference of ours travels, so the caller must see that the id found is not another message's.
 */
export async function findOutcome(call: UpyunCall, message: Unsettled): Promise<Settlement> {
  const from = message.calledAt.getTime() - window.beforeMs
  const until = message.calledAt.getTime() + window.afterMs
  const candidates: MessageRow[] = []
  for (const day of listDays([new Date(from), new Date(until)])) {
    const { messages, whole } = await listMessages(call, { phone: message.phone, day })
    // What was not seen could match as well.
    if (!whole) return { found: 'ambiguous' }
    candidates.push(...messages.filter((row) => fits(row, message, from, until)))
  }
  const [found, ...others] = distinct(candidates)
  if (others.length > 0) return { found: 'ambiguous' }
  if (!found) return { found: 'nothing' }
  const report = readReport(found)
  return { found: 'accepted', vendorMessageId: found.id, ...(report ? { report } : {}) }
}

function fits(row: MessageRow, message: Unsettled, from: number, until: number): boolean {
  const created = row.created_at?.getTime() ?? Number.NaN
  return (
    readPhone(row.mobile) === message.phone &&
    (!message.templateVendorId || row.template_id === message.templateVendorId) &&
    created >= from &&
    created <= until &&
    sameText(row.content, message.text)
  )
}

/** 【signature】 appears only once sent, and the document does not say whether values are filled in. */
function sameText(content: string | undefined, text: string): boolean {
  if (content === undefined || content.includes('{$var')) return true
  return strip(content) === strip(text)
}

function strip(text: string): string {
  return text.replace(/^【[^】]*】|【[^】]*】$/g, '').trim()
}

function distinct(rows: MessageRow[]): MessageRow[] {
  return [...new Map(rows.map((row) => [row.id, row])).values()]
}
