import type { MessageStatus } from '#lib/messages/status.ts'
import type { Delta } from './delta.ts'

/** Messages that went from one status to another, all alike. */
export type Move = {
  was: MessageStatus
  now: MessageStatus
  wasCode: string
  nowCode: string
  carrier: string
  /** Day of their call. */
  day: string
  messages: number
  segments: number
}

/** No call has carried these, so they belong to no day. */
const withoutDay = new Set<MessageStatus>(['queued', 'submitting', 'blocked', 'canceled'])
/** Only what is over is counted by code: a code on the others is not final. */
const withCode = new Set<MessageStatus>(['delivered', 'failed', 'rejected', 'unreported'])

/** What is taken off the one status and added to the other: the same key both times a message is counted. */
export const moveDeltas = (move: Move): Delta[] => [
  countOf(move, move.was, move.wasCode, -1),
  countOf(move, move.now, move.nowCode, 1),
]

const countOf = (move: Move, status: MessageStatus, code: string, sign: 1 | -1): Delta => ({
  status,
  messages: sign * move.messages,
  segments: sign * move.segments,
  day: withoutDay.has(status) ? null : move.day,
  code: withCode.has(status) ? code : '',
  carrier: move.carrier,
})

/** A row of a grouped query (was, now, was_code, now_code, carrier, messages, segments). */
export const toMove = (row: Record<string, unknown>, day: string): Move => ({
  was: row.was as MessageStatus,
  now: row.now as MessageStatus,
  wasCode: (row.was_code as string | null) ?? '',
  nowCode: (row.now_code as string | null) ?? '',
  carrier: (row.carrier as string | null) ?? '',
  day,
  messages: Number(row.messages),
  segments: Number(row.segments),
})
