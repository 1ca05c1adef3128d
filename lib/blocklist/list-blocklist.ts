import { and, eq, isNotNull, isNull } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import { z } from 'zod'
import { blocklist } from '#db/schema/opt-outs.ts'
import { users } from '#db/schema/users.ts'
import type { Context } from '#lib/context.ts'
import type { Keyring } from '#lib/crypto/keyring.ts'
import { maskPhone } from '#lib/messages/mask-phone.ts'
import { readPhoneToken, writePhoneToken } from '#lib/messages/phone-token.ts'
import { keyset, type Page, type PageAsk } from '#lib/paging/keyset.ts'

const words = z.string().trim().min(1).max(200).optional().catch(undefined)

/** The search part of the list's address; what is not understood counts as not there. */
export const BlocklistParams = z.object({
  /** An opaque phone. */
  q: words,
  state: z.enum(['active', 'undone', 'all']).optional().catch(undefined),
  cursor: words,
  before: words,
})
export type BlocklistFilter = {
  /** 11 digits. */
  phone?: string
  /** `active` unless said. */
  state?: 'active' | 'undone' | 'all'
}
export type BlocklistRow = {
  id: number
  /** Masked. */
  phone: string
  phoneToken: string
  reason: string
  source: 'import' | 'manual'
  createdAt: Date
  createdBy: string | null
  undoneAt: Date | null
  undoneBy: string | null
  undoReason: string | null
}

export const readBlocklistFilter = (
  keys: Keyring,
  { q, state }: z.output<typeof BlocklistParams>,
): BlocklistFilter => ({
  ...(q ? { phone: readPhoneToken(keys, q) } : {}),
  ...(state ? { state } : {}),
})

/** One page of the blocklist, newest first. */
export async function listBlocklist(
  ctx: Pick<Context, 'db' | 'keys'>,
  filter: BlocklistFilter,
  ask: PageAsk = {},
): Promise<Page<BlocklistRow>> {
  const paging = keyset(ask, [blocklist.id])
  const undoer = alias(users, 'undoer')
  const rows = await ctx.db
    .select({ key: paging.key, entry: blocklist, createdBy: users.name, undoneBy: undoer.name })
    .from(blocklist)
    .leftJoin(users, eq(users.id, blocklist.createdBy))
    .leftJoin(undoer, eq(undoer.id, blocklist.undoneBy))
    .where(
      and(
        filter.phone ? eq(blocklist.phone, filter.phone) : undefined,
        stateConditions[filter.state ?? 'active'](),
        paging.where,
      ),
    )
    .orderBy(...paging.orderBy)
    .limit(paging.limit)
  const page = paging.toPage(rows)
  return {
    ...page,
    rows: page.rows.map(({ entry: { phone, ...entry }, createdBy, undoneBy }) => ({
      ...entry,
      phone: maskPhone(phone),
      phoneToken: writePhoneToken(ctx.keys, phone),
      createdBy,
      undoneBy,
    })),
  }
}

const stateConditions = {
  active: () => isNull(blocklist.undoneAt),
  undone: () => isNotNull(blocklist.undoneAt),
  all: () => undefined,
}
