import type { Localized } from './vocabulary.ts'

/** One day as the vendor counts it, in messages. */
export type DayStatistics = {
  /** yyyy-MM-dd, Asia/Shanghai. */
  day: string
  sent: number
  delivered: number
  failed: number
  /** Sent, and no report yet. */
  waiting: number
}

/** One message in the vendor's own records. */
export type VendorRecord = {
  at: Date
  text: string
  /** The vendor's own word. */
  status: string
  segments?: number
  vendorMessageId?: string
}

/** One step of a diagnosis: what was tried, whether it went well, and what was seen. */
export type Finding = { title: Localized; ok: boolean; detail: string }
