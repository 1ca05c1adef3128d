import { and, desc, eq, isNotNull } from 'drizzle-orm'
import { z } from 'zod'
import type { Executor } from '#db/client.ts'
import { batches } from '#db/schema/batches.ts'
import { messages } from '#db/schema/messages.ts'
import type { Context } from '#lib/context.ts'
import type { Keyring } from '#lib/crypto/keyring.ts'
import { normalisePhone } from '#lib/recipients/normalise-phone.ts'
import { findCalls } from './find-by-key.ts'
import { notePhoneSearch } from './note-phone-search.ts'
import { readPhoneToken, writePhoneToken } from './phone-token.ts'
import type { MessageFilter } from './types.ts'

export const SearchInput = z.object({ text: z.string().trim().min(1).max(100) })

const uuid = z.uuid()

/**
 * What was typed into the one search box, as it may stand in an address: `phone:` and an opaque
 * text, `batch:` and an id, `vendor:` and the vendor's id of a message or call, else `name:` and
 * part of a batch's name. A phone is noted in the audit log. Throws UserError `too_many_searches`.
 */
export async function writeSearchTarget(
  ctx: Pick<Context, 'db' | 'keys' | 'actor'>,
  { text }: z.output<typeof SearchInput>,
): Promise<string> {
  const { phone } = normalisePhone(text)
  if (phone) {
    await notePhoneSearch(ctx, phone)
    return `phone:${writePhoneToken(ctx.keys, phone)}`
  }
  const id = uuid.safeParse(text.toLowerCase())
  if (id.success && (await isBatch(ctx.db, id.data))) return `batch:${id.data}`
  if (await isVendorId(ctx.db, text)) return `vendor:${text}`
  return `name:${text}`
}

/** The filter that such a text stands for; one without its prefix is part of a batch's name. */
export function readSearchTarget(keys: Keyring, target: string): MessageFilter {
  const [, kind, value = ''] = /^(phone|batch|vendor|name):(.*)$/.exec(target) ?? []
  if (kind === 'phone') return { phone: readPhoneToken(keys, value) }
  if (kind === 'batch' && uuid.safeParse(value).success) return { batchId: value }
  if (kind === 'vendor' && value) return { vendorId: value }
  return { batchName: kind ? value : target }
}

async function isBatch(db: Executor, id: string): Promise<boolean> {
  const rows = await db
    .select({ id: batches.id })
    .from(batches)
    .where(and(eq(batches.id, id), isNotNull(batches.confirmedAt)))
  return rows.length > 0
}

async function isVendorId(db: Executor, id: string): Promise<boolean> {
  if ((await findCalls(db, id)).length > 0) return true
  const rows = await db
    .select({ id: messages.id })
    .from(messages)
    .where(eq(messages.vendorMessageId, id))
    .orderBy(desc(messages.id))
    .limit(1)
  return rows.length > 0
}
