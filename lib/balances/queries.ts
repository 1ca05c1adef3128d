import { asc, isNull, sql } from 'drizzle-orm'
import { channels } from '#db/schema/channels.ts'
import { readTrouble, type Trouble } from '#lib/channels/trouble.ts'
import type { Context } from '#lib/context.ts'

/** CNY or messages, at most four decimals. */
export type StoredQuota = { unit: 'cny' | 'messages'; name: string; amount: number; at: Date }

export type ChannelBalance = {
  channelId: string
  channelName: string
  vendor: string
  state: 'active' | 'paused'
  /** Below it a figure is low; null when there is no threshold. */
  lowBalance: number | null
  /** The last time the vendor was asked, whatever came of it. */
  checkedAt: Date | null
  trouble: Trouble | null
  quotas: (StoredQuota & { low: boolean })[]
}

/** The last figures of one channel, one a kind. */
export async function listQuotas(
  ctx: Pick<Context, 'db'>,
  channelId: string,
): Promise<StoredQuota[]> {
  return (await readLast(ctx, sql`c.id = ${channelId}::uuid`)).map(toQuota)
}

/** Every channel's last figures, by name; channels never asked are there with none. */
export async function latestBalances(ctx: Pick<Context, 'db'>): Promise<ChannelBalance[]> {
  const rows = await ctx.db
    .select()
    .from(channels)
    .where(isNull(channels.archivedAt))
    .orderBy(asc(channels.name))
  const figures = await readLast(ctx, sql`c.archived_at is null`)
  return rows.map((row) => {
    const lowBalance = row.lowBalance === null ? null : Number(row.lowBalance)
    return {
      channelId: row.id,
      channelName: row.name,
      vendor: row.vendor,
      state: row.state,
      lowBalance,
      checkedAt: row.balancePolledAt,
      trouble: readTrouble(row.balanceProblem),
      quotas: figures
        .filter((figure) => figure.channel_id === row.id)
        .map((figure) => ({ ...toQuota(figure), low: isLow(figure, lowBalance) })),
    }
  })
}

export type BalancePoint = { at: Date; unit: 'cny' | 'messages'; name: string; amount: number }

/**
 * A channel's figures over the last `days` (1–366), oldest first: the last one of each of at most
 * 500 equal spans, and of each kind the one that stood when the time began.
 */
export async function balanceHistory(
  ctx: Pick<Context, 'db'>,
  input: { channelId: string; days: number },
): Promise<BalancePoint[]> {
  const days = Math.min(366, Math.max(1, Math.trunc(input.days)))
  const span = `${Math.ceil((days * 86_400) / 500)} seconds`
  const since = sql`now() - ${`${days} days`}::interval`
  const { rows } = await ctx.db.execute<Figure>(sql`
    select * from (
      select distinct on (unit, name) channel_id, at, unit, name, amount from balances
      where channel_id = ${input.channelId}::uuid and at < ${since}
        and at >= ${since} - interval '2 hours'
      order by unit, name, at desc
    ) before
    union all
    select channel_id, at, unit, name, amount from (
      select distinct on (unit, name, span) * from (
        select *, date_bin(${span}::interval, at, 'epoch'::timestamptz) as span from balances
        where channel_id = ${input.channelId}::uuid and at >= ${since}
      ) spans
      order by unit, name, span, at desc
    ) during
    order by at`)
  return rows.map(toQuota)
}

type Figure = {
  channel_id: string
  at: string | Date
  unit: 'cny' | 'messages'
  name: string
  amount: string
  ever?: boolean
}

/** Unchanged figures are written hourly, so all kinds that are still told lie in the last two hours. */
async function readLast(
  ctx: Pick<Context, 'db'>,
  which: ReturnType<typeof sql>,
): Promise<Figure[]> {
  const { rows } = await ctx.db.execute<Figure>(sql`
    select c.id as channel_id, last.at, last.unit, last.name, last.amount,
      exists (select 1 from balances e where e.channel_id = c.id and e.name = last.name
        and e.amount > 0) as ever
    from channels c cross join lateral (
      select distinct on (b.unit, b.name) b.at, b.unit, b.name, b.amount from balances b
      where b.channel_id = c.id and b.at > (
        select max(at) from balances where channel_id = c.id) - interval '2 hours'
      order by b.unit, b.name, b.at desc
    ) last
    where ${which} order by c.id, last.unit, last.name`)
  return rows
}

const toQuota = ({ at, unit, name, amount }: Figure): StoredQuota => ({
  unit,
  name,
  amount: Number(amount),
  at: new Date(at),
})

/** A kind that was never bought stands at 0 for ever and is not low. */
const isLow = (figure: Figure, threshold: number | null): boolean =>
  threshold !== null && figure.ever === true && Number(figure.amount) < threshold
