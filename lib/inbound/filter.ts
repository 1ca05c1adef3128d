import { z } from 'zod'
import type { Keyring } from '#lib/crypto/keyring.ts'
import { type Period, readPeriodOrNone } from '#lib/messages/period.ts'
import { readPhoneToken } from '#lib/messages/phone-token.ts'

/** What a list of replies is narrowed to; the period is that of the vendor's time. */
export type InboundFilter = Period & {
  /** 11 digits. */
  phone?: string
  channelId?: string
  /** Only those that asked for no more, or only the others. */
  optOut?: boolean
}

const words = z.string().trim().min(1).max(200).optional().catch(undefined)

/** The search part of the inbox's address; what is not understood counts as not there. */
export const InboundParams = z.object({
  /** An opaque phone. */
  q: words,
  channel: z.uuid().optional().catch(undefined),
  optOut: z.enum(['yes', 'no']).optional().catch(undefined),
  from: words,
  to: words,
  cursor: words,
  before: words,
})
export type InboundParams = z.infer<typeof InboundParams>

export function readInboundFilter(keys: Keyring, params: InboundParams): InboundFilter {
  const phone = params.q ? readPhoneToken(keys, params.q) : undefined
  return {
    ...readPeriodOrNone(params),
    ...(phone ? { phone } : {}),
    ...(params.channel ? { channelId: params.channel } : {}),
    ...(params.optOut ? { optOut: params.optOut === 'yes' } : {}),
  }
}
