import type { Explained } from './explain.ts'

/** One thing that happened to a message. */
export type TimelineEntry = { at: Date } & (
  | { kind: 'made' | 'confirmed' | 'approved'; by: string | null }
  | {
      kind: 'submitted'
      reference: string
      requestId: string | null
      /** Until then the vendor's support can look the request up; null where nothing is known of it. */
      lookupUntil: Date | null
    }
  | {
      kind: 'answered'
      state: 'accepted' | 'rejected' | 'requeued' | 'unknown'
      vendorId: string | null
      code: string | null
      /** The vendor's raw words. */
      detail: string | null
    }
  | {
      kind: 'report' | 'kept'
      delivered: boolean
      code: string | null
      explained: Explained
    }
  /** A vendor's word that no document explains, at the time of its yes: the word bears none. */
  | { kind: 'word'; word: string }
  | { kind: 'reply'; content: string; optOut: boolean }
  | { kind: 'settled'; by: string; as: string; reason: string }
  | { kind: 'revealed'; by: string }
)
