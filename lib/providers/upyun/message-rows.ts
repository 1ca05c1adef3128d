import { z } from 'zod'
import { idText, numberLike, readJson, sideText } from '../answers.ts'
import { refuseContent } from '../content-problems.ts'
import type { Quota } from '../sending.ts'
import { vendor } from './settings.ts'

/** A number; undefined when it cannot be read. */
export const figure = numberLike.nullish().catch(undefined)
const owner = z.object({ general: figure, vip: figure })

/** What is left of each kind of package, from any object with the fields of `owner`. */
export function readOwner(value: unknown): Quota[] {
  const found = owner.safeParse(value).data
  return (['general', 'vip'] as const).flatMap((name) => {
    const amount = found?.[name]
    return amount == null ? [] : [{ unit: 'messages' as const, name, amount }]
  })
}

/** The first of these rows whose `owner` says what is left. */
export function readQuota(rows: { owner?: unknown }[]): Quota[] {
  return rows.map((row) => readOwner(row.owner)).find((quota) => quota.length > 0) ?? []
}

/** UTC with Z, as this vendor alone writes it; undefined when missing or no time. */
const moment = z.unknown().transform((value) => {
  const at = new Date(typeof value === 'string' ? value : '')
  return Number.isNaN(at.getTime()) ? undefined : at
})

const messageRow = z.object({
  id: idText,
  template_id: sideText,
  content: sideText,
  mobile: sideText,
  sent_at: moment,
  created_at: moment,
  status: sideText,
  /** Billed segments. */
  quantity: figure,
  owner: z.unknown().optional(),
})

/** A row of 5.6. */
export type MessageRow = z.infer<typeof messageRow>

const messagePage = z.object({ messages: z.array(z.unknown()), total: figure })

/** A page of 5.6: `rows` counts all its rows, `messages` are those that have an id. */
export type MessagePage = {
  messages: MessageRow[]
  rows: number
  total: number | undefined
}

/** The answer of GET /api/messages; undefined for no list, and for one without a readable row. */
export function tryPage(body: Uint8Array): MessagePage | undefined {
  const found = messagePage.safeParse(readJson(body)).data
  if (!found) return undefined
  const messages = found.messages.flatMap((row) => messageRow.safeParse(row).data ?? [])
  const rows = found.messages.length
  if (rows > 0 && messages.length === 0) return undefined
  return { messages, rows, total: found.total ?? undefined }
}

/** The same. Throws ProviderError `bad_response`. */
export function readPage(body: Uint8Array): MessagePage {
  const page = tryPage(body)
  if (!page) throw refuseContent(vendor, 'no_answer')
  return page
}

/**
 * Whether there are rows beyond this page, all before it having had `size` rows. Without a total
 * (the document's table does not name it) only an empty page is the end.
 */
export function hasMore(
  { rows, total }: MessagePage,
  { page, size }: { page: number; size: number },
): boolean {
  return rows > 0 && (total === undefined || (page - 1) * size + rows < total)
}

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
