import { and, eq, isNotNull, isNull } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import { optOuts } from '#db/schema/opt-outs.ts'
import { inboundMessages } from '#db/schema/reports.ts'
import { users } from '#db/schema/users.ts'
import type { Context } from '#lib/context.ts'
import { maskPhone } from '#lib/messages/mask-phone.ts'
import { writePhoneToken } from '#lib/messages/phone-token.ts'
import { keyset, type Page, type PageAsk } from '#lib/paging/keyset.ts'

export type OptOutFilter = {
  /** 11 digits. */
  phone?: string
  source?: 'reply' | 'import' | 'manual'
  /** `active` unless said. */
  state?: 'active' | 'undone' | 'all'
}
export type OptOutRow = {
  id: number
  /** Masked. */
  phone: string
  phoneToken: string
  source: 'reply' | 'import' | 'manual'
  createdAt: Date
  createdBy: string | null
  /** The reply that asked for it. */
  evidence: { inboundId: number; content: string } | null
  undoneAt: Date | null
  undoneBy: string | null
  undoReason: string | null
}

/** One page of opt-outs, newest first. */
export async function listOptOuts(
  ctx: Pick<Context, 'db' | 'keys'>,
  filter: OptOutFilter,
  ask: PageAsk = {},
): Promise<Page<OptOutRow>> {
  const paging = keyset(ask, [optOuts.id])
  const undoer = alias(users, 'undoer')
  const rows = await ctx.db
    .select({
      key: paging.key,
      optOut: optOuts,
      createdBy: users.name,
      undoneBy: undoer.name,
      content: inboundMessages.content,
    })
    .from(optOuts)
    .leftJoin(users, eq(users.id, optOuts.createdBy))
    .leftJoin(undoer, eq(undoer.id, optOuts.undoneBy))
    .leftJoin(inboundMessages, eq(inboundMessages.id, optOuts.inboundId))
    .where(and(conditionsOf(filter), paging.where))
    .orderBy(...paging.orderBy)
    .limit(paging.limit)
  const page = paging.toPage(rows)
  return {
    ...page,
    rows: page.rows.map(({ optOut, createdBy, undoneBy, content }) => ({
      id: optOut.id,
      phone: maskPhone(optOut.phone),
      phoneToken: writePhoneToken(ctx.keys, optOut.phone),
      source: optOut.source,
      createdAt: optOut.createdAt,
      createdBy,
      evidence:
        optOut.inboundId !== null && content !== null
          ? { inboundId: optOut.inboundId, content }
          : null,
      undoneAt: optOut.undoneAt,
      undoneBy,
      undoReason: optOut.undoReason,
    })),
  }
}

const stateConditions = {
  active: () => isNull(optOuts.undoneAt),
  undone: () => isNotNull(optOuts.undoneAt),
  all: () => undefined,
}

function conditionsOf(filter: OptOutFilter) {
  return and(
    filter.phone ? eq(optOuts.phone, filter.phone) : undefined,
    filter.source ? eq(optOuts.source, filter.source) : undefined,
    stateConditions[filter.state ?? 'active'](),
  )
}
