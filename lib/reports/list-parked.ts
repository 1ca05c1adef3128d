import { and, eq, getTableColumns, sql } from 'drizzle-orm'
import { channels } from '#db/schema/channels.ts'
import { deliveryReports } from '#db/schema/reports.ts'
import type { Context } from '#lib/context.ts'
import { maskPhone } from '#lib/messages/mask-phone.ts'
import { keyset, type Page } from '#lib/paging/keyset.ts'
import { type HeldParams, readRowId } from './held-filter.ts'

/** A report whose message nobody knows yet. */
export type ParkedReport = {
  id: number
  channel: { id: string; name: string }
  /** The push, or the pulled answer, that it came with. */
  callbackId: number
  /** Masked; null when the vendor names none. */
  phone: string | null
  delivered: boolean
  code: string
  /** The vendor's time, and ours. */
  at: Date
  createdAt: Date
  /** By what the vendor names the message. */
  keys: string[]
  attempts: number
  retryAt: Date
}

const selected = {
  ...getTableColumns(deliveryReports),
  channel: { id: channels.id, name: channels.name },
}

/** Reports that wait for their message, newest first, 50 a page. */
export async function listParked(
  ctx: Pick<Context, 'db'>,
  { channel, ...ask }: HeldParams,
): Promise<Page<ParkedReport>> {
  const page = keyset(ask, [deliveryReports.id])
  const rows = await ctx.db
    .select({ ...selected, key: page.key })
    .from(deliveryReports)
    .innerJoin(channels, eq(channels.id, deliveryReports.channelId))
    .where(
      and(
        sql`${deliveryReports.state} = 'parked'`,
        channel ? eq(deliveryReports.channelId, channel) : undefined,
        page.where,
      ),
    )
    .orderBy(...page.orderBy)
    .limit(page.limit)
  const { rows: found, ...links } = page.toPage(rows)
  return { ...links, rows: found.map(toView) }
}

/** Undefined when there is none, or when it has found its message. */
export async function findParked(
  ctx: Pick<Context, 'db'>,
  text: string,
): Promise<ParkedReport | undefined> {
  const [row] = await ctx.db
    .select(selected)
    .from(deliveryReports)
    .innerJoin(channels, eq(channels.id, deliveryReports.channelId))
    .where(
      and(sql`${deliveryReports.state} = 'parked'`, eq(deliveryReports.id, readRowId(text) ?? -1)),
    )
  return row && toView(row)
}

type Row = typeof deliveryReports.$inferSelect & { channel: ParkedReport['channel'] }

const toView = (row: Row): ParkedReport => {
  const { id, channel, callbackId, delivered, code, at, createdAt, attempts, retryAt } = row
  const keys = [row.reference, row.vendorSubmissionId, row.vendorMessageId]
  return {
    ...{ id, channel, callbackId, delivered, code, at, createdAt, attempts, retryAt },
    phone: row.phone && maskPhone(row.phone),
    keys: keys.filter((key) => key !== null),
  }
}
