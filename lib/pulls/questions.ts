import { createHash } from 'node:crypto'
import type { RawDocument, VendorEvent } from '#lib/providers/events.ts'

/** What this process knows of one question: a channel's source, and a day where it asks by day. */
export type Question = {
  /** When it was asked last, to its end; milliseconds. */
  askedAt: number
  /** Where the next turn begins, where the last one could not come to the end. */
  page: number
  /** Bytes of the last answer, which is a whole day’s with some vendors. */
  size: number
  /** Digests of what was stored last, by page. */
  said: Map<number, string>
}
/** A pulled answer that was read, or the reason why it cannot be. */
export type Reading = { events: VendorEvent[]; more: boolean } | { error: unknown }

/** The calmest that any vendor is asked. */
export const calmestSeconds = 1_800
/** Reports are asked for as often as the vendor is asked at all so long after a call. */
const freshSeconds = 600
/** Beyond, a report that took an hour is waited for a minute longer: this part of the call's age. */
const shareOfAge = 1 / 48

/** Beyond it an answer is large: fetched, stored and applied whole, 13 MB every two minutes at most. */
const smallBytes = 1_000_000
const bytesPerSecond = 100_000

const places = new Map<string, Map<string, Question>>()

/** The questions of a place by day; those of other days are forgotten. */
export function recallQuestions(place: string, days: string[]): Map<string, Question> {
  const before = places.get(place)
  const now = new Map(
    days.map((day) => [day, before?.get(day) ?? { askedAt: 0, page: 1, size: 0, said: new Map() }]),
  )
  places.set(place, now)
  return now
}

/** Whether it is time to ask again after calls of which the youngest is so old; null: there is none. */
export function isTime(
  { askedAt, page, size }: Question,
  youngest: Date | null,
  now: number,
): boolean {
  if (page > 1) return true
  const age = youngest ? (now - youngest.getTime()) / 1000 : Number.POSITIVE_INFINITY
  const wait = Math.min(
    calmestSeconds,
    Math.max((age - freshSeconds) * shareOfAge, (size - smallBytes) / bytesPerSecond, 0),
  )
  return now - askedAt >= wait * 1000
}

/**
 * What an answer says, to be compared with another: its events, since rows also tell what changes
 * by itself (a balance, the time); the bytes of one that cannot be read.
 */
export function digestAnswer({ body, receivedAt }: RawDocument, read: Reading): string {
  const sum = createHash('sha256')
  if ('error' in read) return sum.update(body).digest('base64')
  for (const { at, ...event } of read.events) {
    const own = at.getTime() === receivedAt?.getTime() ? null : at
    sum.update(JSON.stringify([event, own]))
  }
  return sum.digest('base64')
}

/** The digest of an answer without an event. */
export const nothingSaid = createHash('sha256').digest('base64')
