import { z } from 'zod'
import { ProviderError } from '#lib/providers/call.ts'

/** What a call to a vendor ended with, small enough to be stored beside the channel. */
export type Trouble = { failure: string; code?: string; detail?: string }

const StoredTrouble = z.object({
  failure: z.string(),
  code: z.string().optional(),
  detail: z.string().optional(),
})

/** From an error that a provider threw; any other error is rethrown. */
export function toTrouble(error: unknown): Trouble {
  if (!(error instanceof ProviderError)) throw error
  const { failure, code, detail } = error
  return { failure, ...(code ? { code } : {}), ...(detail ? { detail: detail.slice(0, 300) } : {}) }
}

/** Reads `channels.balanceProblem`; null when there was none. */
export function readTrouble(stored: string | null): Trouble | null {
  return stored === null ? null : StoredTrouble.parse(JSON.parse(stored))
}
