import { and, eq, gte, isNull, lt } from 'drizzle-orm'
import { channels } from '#db/schema/channels.ts'
import { optOuts } from '#db/schema/opt-outs.ts'
import { inboundMessages } from '#db/schema/reports.ts'
import { appendAudit } from '#lib/audit/append.ts'
import type { Context } from '#lib/context.ts'
import { maskPhone } from '#lib/messages/mask-phone.ts'
import { writePhoneToken } from '#lib/messages/phone-token.ts'
import { requireOperator } from '#lib/messages/require-operator.ts'
import { keyset, type Page, type PageAsk } from '#lib/paging/keyset.ts'
import type { InboundFilter } from './filter.ts'
import { type Answered, loadAnswered } from './load-answered.ts'

export type InboundRow = {
  id: number
  channel: { id: string; name: string }
  /** `138****8000` unless revealed. */
  phone: string
  /** Stands for the phone in an address. */
  phoneToken: string
  content: string
  senderNumber: string | null
  /** The vendor's time, and ours. */
  at: Date
  receivedAt: Date
  /** It was read as an opt-out. */
  optOut: boolean
  /** The phone is opted out now, whether by this reply or otherwise: its entry. */
  optOutId: number | null
  /** The message it answers, as far as one can tell. */
  answers: Answered | null
}

/**
 * One page of replies, newest first; `limit` 50 unless said. With `reveal` (role operator) phones
 * are in the clear, and the audit log says so. Throws UserError `forbidden`.
 */
export async function listInbound(
  ctx: Context,
  filter: InboundFilter,
  ask: PageAsk & { reveal?: boolean } = {},
): Promise<Page<InboundRow>> {
  if (ask.reveal) requireOperator(ctx)
  const paging = keyset(ask, [inboundMessages.id])
  const rows = await ctx.db
    .select({
      key: paging.key,
      inbound: inboundMessages,
      channel: { id: channels.id, name: channels.name },
      optOutId: optOuts.id,
    })
    .from(inboundMessages)
    .innerJoin(channels, eq(channels.id, inboundMessages.channelId))
    .leftJoin(optOuts, and(eq(optOuts.phone, inboundMessages.phone), isNull(optOuts.undoneAt)))
    .where(and(conditionsOf(filter), paging.where))
    .orderBy(...paging.orderBy)
    .limit(paging.limit)
  const page = paging.toPage(rows)
  const answered = await loadAnswered(
    ctx.db,
    page.rows.flatMap((row) => row.inbound.messageId ?? []),
  )
  if (ask.reveal) await auditReveal(ctx, page.rows.length)
  return {
    ...page,
    rows: page.rows.map(({ inbound, channel, optOutId }) => ({
      id: inbound.id,
      channel,
      phone: ask.reveal ? inbound.phone : maskPhone(inbound.phone),
      phoneToken: writePhoneToken(ctx.keys, inbound.phone),
      content: inbound.content,
      senderNumber: inbound.senderNumber,
      at: inbound.at,
      receivedAt: inbound.receivedAt,
      optOut: inbound.optOut,
      optOutId,
      answers: answered.get(inbound.messageId ?? -1) ?? null,
    })),
  }
}

function conditionsOf(filter: InboundFilter) {
  return and(
    filter.phone ? eq(inboundMessages.phone, filter.phone) : undefined,
    filter.channelId ? eq(inboundMessages.channelId, filter.channelId) : undefined,
    filter.optOut === undefined ? undefined : eq(inboundMessages.optOut, filter.optOut),
    filter.from ? gte(inboundMessages.at, filter.from) : undefined,
    filter.to ? lt(inboundMessages.at, filter.to) : undefined,
  )
}

const auditReveal = (ctx: Context, count: number): Promise<void> =>
  appendAudit(ctx, ctx.db, { action: 'message.reveal', details: { count, of: 'inbound' } })
