import { z } from 'zod'
import { idText, numberLike, optionalText } from '../answers.ts'
import type { Quota } from '../sending.ts'

const owner = z.object({ general: numberLike.nullish(), vip: numberLike.nullish() })

/** What is left of each kind of package, from any object with the fields of `owner`. */
export function readOwner(value: unknown): Quota[] {
  const found = owner.safeParse(value).data
  return (['general', 'vip'] as const).flatMap((name) => {
    const amount = found?.[name]
    return amount == null ? [] : [{ unit: 'messages' as const, name, amount }]
  })
}

/** UTC with Z, as this vendor alone writes it; undefined when missing or no time. */
const moment = z
  .string()
  .nullish()
  .transform((text) => {
    const at = new Date(text ?? '')
    return Number.isNaN(at.getTime()) ? undefined : at
  })

const messageRow = z.object({
  id: idText,
  template_id: optionalText,
  content: optionalText,
  mobile: optionalText,
  sent_at: moment,
  created_at: moment,
  status: optionalText,
  /** Billed segments. */
  quantity: numberLike.nullish(),
  owner: z.unknown().optional(),
})

/** A row of 5.6. */
export type MessageRow = z.infer<typeof messageRow>

/** The answer of GET /api/messages. */
export const messagePage = z.object({
  messages: z.array(messageRow),
  total: numberLike.nullish(),
})

/** Attested and not an end. */
const underWay = new Set(['', 'processing'])

/** A status that no document explains; undefined for those that one does. */
export function readWord(row: MessageRow): string | undefined {
  const word = row.status ?? ''
  return word === 'success' || underWay.has(word) ? undefined : word
}

/** Only `success` ends a message: no other word of this vendor is documented as an end. */
export function readReport(row: MessageRow, receivedAt?: Date) {
  const at = row.sent_at ?? row.created_at ?? receivedAt
  return row.status === 'success' && at ? { delivered: true, code: 'success', at } : undefined
}
