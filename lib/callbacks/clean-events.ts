import { callReference, isMessageReference } from '#lib/dispatch/references.ts'
import { toCode, toVendorId } from '#lib/messages/storable-text.ts'
import type { MatchKeys, VendorEvent } from '#lib/providers/events.ts'

/** No vendor of these sent anything before. */
const earliest = Date.UTC(2000, 0, 1)
const dayMs = 86_400_000

/**
 * Events as they can be stored: without U+0000, under the name of their call where they came under
 * a message's, with the time they came where their own is no time, or one that cannot be, and with
 * codes and ids that fit an index. One odd row must not cost the others of its push.
 */
export function cleanEvents(events: VendorEvent[], receivedAt: Date): VendorEvent[] {
  return events.map((event) =>
    withoutNul(bounded(byCall({ ...event, at: toTime(event.at, receivedAt) }))),
  )
}

function bounded(event: VendorEvent): VendorEvent {
  const { submissionId, vendorMessageId, ...keys }: MatchKeys = event.keys ?? {}
  const ids = {
    ...(submissionId ? { submissionId: toVendorId(submissionId) } : {}),
    ...(vendorMessageId ? { vendorMessageId: toVendorId(vendorMessageId) } : {}),
  }
  const named = event.keys ? { ...event, keys: { ...keys, ...ids } } : event
  if (named.type === 'report') return { ...named, code: toCode(named.code) }
  return named.type === 'word' ? { ...named, word: toCode(named.word) } : named
}

function byCall(event: VendorEvent): VendorEvent {
  const { messageReference = '', ...keys }: MatchKeys = event.keys ?? {}
  if (!isMessageReference(messageReference)) return event
  return { ...event, keys: { ...keys, reference: callReference(messageReference) } }
}

function toTime(at: Date, receivedAt: Date): Date {
  const time = at.getTime()
  return time >= earliest && time <= receivedAt.getTime() + dayMs ? at : receivedAt
}

function withoutNul<T>(value: T): T {
  if (typeof value === 'string') return value.replaceAll('\0', '') as T
  if (typeof value !== 'object' || value === null || value instanceof Date) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [name, withoutNul(inner)]),
  ) as T
}
