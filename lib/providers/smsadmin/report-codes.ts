import { carrierWords } from '../carrier-words.ts'
import type { ReportCodeEntry } from '../vocabulary.ts'

/**
 * The document shows DELIVRD and explains no other word. Seen: the others are what carriers' gateways
 * (CMPP) say of a message that has failed for good, and the vendor passes them on.
 */
export const reportCodes: Record<string, ReportCodeEntry> = carrierWords

/** Seen: two letters name the part of the carrier's network that refused, four digits its reason. */
const gatewayError = /^[A-Z]{2}:\d{1,4}$/

/** Whether a status word says how a message ended; another one says nothing that we understand. */
export const isFinal = (word: string): boolean =>
  Object.hasOwn(reportCodes, word) || gatewayError.test(word)
