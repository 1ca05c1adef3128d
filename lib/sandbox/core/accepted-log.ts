import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { NewMessage } from './messages.ts'

/** One recipient that a vendor took, as written to `accepted.jsonl` and given by control. */
export type AcceptedEntry = {
  vendor: string
  phone: string
  /** The text as it arrives, signature included. */
  text: string
  /** Our reference where the vendor's format carries one. */
  reference: string | null
  /** The vendor's number of the call, and of the message where it gives one. */
  vendorIds: { call: string; message: string | null }
  /** ISO 8601 in UTC. */
  at: string
}

export type AcceptedLog = { append(rows: readonly NewMessage[]): void; clear(): void }

export const acceptedEntry = (vendor: string, row: NewMessage): AcceptedEntry => ({
  vendor,
  phone: row.phone,
  text: row.text,
  reference: row.reference,
  vendorIds: { call: row.callId, message: row.messageId },
  at: new Date(row.acceptedAt).toISOString(),
})

/** Appends to `<dataDir>/accepted.jsonl`, one line a recipient; nothing without a data directory. */
export function openAcceptedLog(vendor: string, dataDir?: string): AcceptedLog {
  if (!dataDir) return { append: () => {}, clear: () => {} }
  mkdirSync(dataDir, { recursive: true })
  const file = join(dataDir, 'accepted.jsonl')
  return {
    append: (rows) => {
      const lines = rows.map((row) => `${JSON.stringify(acceptedEntry(vendor, row))}\n`)
      if (lines.length > 0) appendFileSync(file, lines.join(''))
    },
    clear: () => writeFileSync(file, ''),
  }
}
