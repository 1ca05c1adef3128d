import type { AcceptedLog } from './accepted-log.ts'
import { chinaDay } from './clock.ts'
import type { Database } from './database.ts'
import { drawDelay, drawFate, type Rates } from './fates.ts'
import type { Messages, NewMessage } from './messages.ts'
import type { Replies } from './replies.ts'

/** What all messages of a call share. */
export type AcceptedCall = {
  callId: string
  reference?: string
  template: string
  purse: string
  extension?: string
  meta?: string
  /** When the vendor sends, where the call asked for later (ms since the epoch). */
  sendAt?: number
}

/** One recipient the vendor takes; `forcedCode` overrules chance (a limit known beforehand). */
export type AcceptedItem = {
  phone: string
  text: string
  /** Overrules the call's where the format carries one a recipient. */
  reference?: string
  segments: number
  messageId?: string
  forcedCode?: string
  /** No report will ever come, since the call did not ask for one. */
  unreported?: boolean
}

export type AcceptCall = (call: AcceptedCall, items: readonly AcceptedItem[]) => void

type Parts = {
  db: Database
  messages: Messages
  replies: Replies
  log: AcceptedLog
  rates: Rates
  failures?: readonly string[] | undefined
  now(): number
  random(): number
  /** Called once the call is stored, so that its reports get their timer. */
  onAccepted(): void
}

/**
 * The one way a vendor takes messages: decides how each will end, stores all of the call or none,
 * and writes the accepted log, before the answer leaves.
 */
export function createAccept(parts: Parts): AcceptCall {
  return (call, items) => {
    const at = parts.now()
    const rows = items.map((item) => newMessage(parts, call, item, at))
    parts.db.transaction(() => {
      for (const { row, reply } of rows) {
        parts.messages.insert(row)
        if (reply) parts.replies.insert(reply)
      }
    })
    parts.log.append(rows.map(({ row }) => row))
    parts.onAccepted()
  }
}

function newMessage(parts: Parts, call: AcceptedCall, item: AcceptedItem, at: number) {
  const { rates, random } = parts
  const fate = item.forcedCode
    ? { code: item.forcedCode }
    : drawFate(item.phone, rates, random, parts.failures)
  const sentAt = Math.max(at, call.sendAt ?? at)
  const dueAt =
    fate.never || item.unreported ? null : sentAt + drawDelay(rates.reportDelayMs, random)
  const row: NewMessage = {
    callId: call.callId,
    messageId: item.messageId ?? null,
    phone: item.phone,
    text: item.text,
    reference: item.reference ?? call.reference ?? null,
    template: call.template,
    purse: call.purse,
    extension: call.extension ?? null,
    meta: call.meta ?? null,
    segments: item.segments,
    day: chinaDay(at),
    acceptedAt: at,
    code: fate.code,
    dueAt,
  }
  const reply = fate.reply && {
    phone: item.phone,
    content: fate.reply,
    extension: row.extension,
    dueAt: (dueAt ?? sentAt) + 1 + drawDelay(rates.reportDelayMs, random),
  }
  return { row, reply }
}
