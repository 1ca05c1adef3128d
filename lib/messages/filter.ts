import { z } from 'zod'
import type { Keyring } from '#lib/crypto/keyring.ts'
import type { Carrier } from '#lib/providers/carriers.ts'
import { readPeriodOrNone } from './period.ts'
import { readSearchTarget } from './search-target.ts'
import { messageStatuses } from './status.ts'
import type { MessageFilter } from './types.ts'

export const carriers = ['cmcc', 'cucc', 'ctcc', 'cbn'] as const satisfies readonly Carrier[]

const words = z.string().trim().min(1).max(200).optional().catch(undefined)
const id = z.uuid().optional().catch(undefined)

/** The search part of the list's address; what is not understood counts as not there. */
export const MessageParams = z.object({
  /** What the one search box found: see search-target.ts. A phone stands in it as an opaque text. */
  q: words,
  status: z
    .preprocess(
      (value) => (typeof value === 'string' ? value.split(',') : value),
      z.array(z.enum(messageStatuses)),
    )
    .optional()
    .catch(undefined),
  from: words,
  to: words,
  channel: id,
  batch: id,
  template: id,
  code: words,
  carrier: z.enum(carriers).optional().catch(undefined),
  cursor: words,
  before: words,
})
export type MessageParams = z.output<typeof MessageParams>

/** The filter that an address stands for. Days and times in Asia/Shanghai; a wrong one is left out. */
export function readMessageFilter(keys: Keyring, params: MessageParams): MessageFilter {
  const filter: MessageFilter = {
    ...readPeriodOrNone(params),
    statuses: params.status?.length ? params.status : undefined,
    channelId: params.channel,
    batchId: params.batch,
    templateId: params.template,
    code: params.code,
    carrier: params.carrier,
    ...(params.q ? readSearchTarget(keys, params.q) : {}),
  }
  return Object.fromEntries(
    Object.entries(filter).filter(([, value]) => value !== undefined),
  ) as MessageFilter
}
