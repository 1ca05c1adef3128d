import { and, between, eq, sql } from 'drizzle-orm'
import type { Executor } from '#db/client.ts'
import { vendorStatistics } from '#db/schema/vendor-statistics.ts'
import type { Context } from '#lib/context.ts'
import { type DayRange, listDays, readRange, StatisticsAsk } from './range.ts'

/** Messages of one day in Asia/Shanghai, that of the call. */
export type DayFigures = { sent: number; delivered: number; failed: number; waiting: number }

export type ComparedDay = {
  day: string
  /** What the vendor took as far as we know. */
  ours: DayFigures
  /** Of calls whose outcome nobody knows: the vendor may count them or not. */
  unconfirmed: number
  /** The vendor's last answer; null when it was not asked about that day. */
  vendors: (DayFigures & { askedAt: Date }) | null
  /** The vendor's less ours. */
  difference: DayFigures | null
}

/** Our counts and the vendor's last ones, day by day, newest first. Throws UserError `range_order`, `range_long`. */
export async function readStatistics(
  ctx: Pick<Context, 'db'>,
  input: StatisticsAsk,
): Promise<ComparedDay[]> {
  const ask = StatisticsAsk.parse(input)
  const range = readRange(ask)
  const [ours, vendors] = await Promise.all([
    readOurs(ctx.db, ask.id, range),
    readVendors(ctx.db, ask.id, range),
  ])
  const days = listDays(range).map((day) => compare(day, ours.get(day), vendors.get(day)))
  return days.reverse()
}

const nothing = { sent: 0, delivered: 0, failed: 0, waiting: 0 }

function compare(
  day: string,
  found: (DayFigures & { unconfirmed: number }) | undefined,
  vendors: ComparedDay['vendors'] | undefined,
): ComparedDay {
  const { unconfirmed, ...ours } = found ?? { ...nothing, unconfirmed: 0 }
  const difference = vendors
    ? {
        sent: vendors.sent - ours.sent,
        delivered: vendors.delivered - ours.delivered,
        failed: vendors.failed - ours.failed,
        waiting: vendors.waiting - ours.waiting,
      }
    : null
  return { day, ours, unconfirmed, vendors: vendors ?? null, difference }
}

async function readOurs(db: Executor, channelId: string, { from, to }: DayRange) {
  const inRange = sql`channel_id = ${channelId}::uuid and day between ${from}::date and ${to}::date`
  const { rows } = await db.execute<Record<string, string>>(sql`
    select day::text,
      coalesce(sum(messages) filter (where status in
        ('submitted', 'delivered', 'failed', 'unreported')), 0) as sent,
      coalesce(sum(messages) filter (where status = 'delivered'), 0) as delivered,
      coalesce(sum(messages) filter (where status = 'failed'), 0) as failed,
      coalesce(sum(messages) filter (where status in ('submitted', 'unreported')), 0) as waiting,
      coalesce(sum(messages) filter (where status = 'unknown'), 0) as unconfirmed
    from (
      select day, status, messages from daily_counts where ${inRange}
      union all select day, status, messages from count_deltas where ${inRange}
    ) f group by 1`)
  return new Map(
    rows.map((row) => [
      row.day ?? '',
      {
        sent: Number(row.sent),
        delivered: Number(row.delivered),
        failed: Number(row.failed),
        waiting: Number(row.waiting),
        unconfirmed: Number(row.unconfirmed),
      },
    ]),
  )
}

async function readVendors(db: Executor, channelId: string, { from, to }: DayRange) {
  const rows = await db
    .select()
    .from(vendorStatistics)
    .where(and(eq(vendorStatistics.channelId, channelId), between(vendorStatistics.day, from, to)))
  return new Map(rows.map(({ channelId: _, day, ...figures }) => [day, figures]))
}
