import { z } from 'zod'
import type { Keyring } from '#lib/crypto/keyring.ts'
import { readPhoneToken } from '#lib/messages/phone-token.ts'
import type { OptOutFilter } from './list-opt-outs.ts'

const words = z.string().trim().min(1).max(200).optional().catch(undefined)

/** The search part of the list's address; what is not understood counts as not there. */
export const OptOutParams = z.object({
  /** An opaque phone. */
  q: words,
  state: z.enum(['active', 'undone', 'all']).optional().catch(undefined),
  source: z.enum(['reply', 'import', 'manual']).optional().catch(undefined),
  cursor: words,
  before: words,
})
export type OptOutParams = z.output<typeof OptOutParams>

export function readOptOutFilter(keys: Keyring, params: OptOutParams): OptOutFilter {
  return {
    ...(params.q ? { phone: readPhoneToken(keys, params.q) } : {}),
    ...(params.state ? { state: params.state } : {}),
    ...(params.source ? { source: params.source } : {}),
  }
}
