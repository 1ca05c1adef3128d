import { sql } from 'drizzle-orm'
import { vendorStatistics } from '#db/schema/vendor-statistics.ts'
import { loadChannel } from '#lib/channels/load.ts'
import { openChannel } from '#lib/channels/open-channel.ts'
import { requireQuery } from '#lib/channels/require-query.ts'
import type { Context } from '#lib/context.ts'
import { UserError } from '#lib/errors.ts'
import type { DayStatistics } from '#lib/providers/queries.ts'
import { listDays, readRange, StatisticsAsk } from './range.ts'

/**
 * Asks a channel's vendor for its counts of some days and keeps the answer. Throws UserError
 * `statistics_unsupported`, `range_order`, `range_long`, `query_wait`; and ProviderError.
 */
export async function askStatistics(
  ctx: Context,
  input: StatisticsAsk,
): Promise<{ from: string; to: string; askedAt: Date }> {
  const ask = StatisticsAsk.parse(input)
  const channel = await loadChannel(ctx.db, ask.id)
  const { provider, call } = openChannel(ctx, channel)
  if (!provider.statistics) throw new UserError('statistics_unsupported')
  const range = readRange(ask, provider.statistics.maxDays)
  await requireQuery(ctx, channel)
  const found = await provider.statistics.fetch(call, range)
  const askedAt = new Date()
  await keep(ctx, channel.id, fillDays(listDays(range), found), askedAt)
  return { ...range, askedAt }
}

/** A day that the vendor leaves out is one on which it counted nothing; a day not asked for is dropped. */
function fillDays(days: string[], found: DayStatistics[]): DayStatistics[] {
  const byDay = new Map(found.map((one) => [one.day, one]))
  const none = { sent: 0, delivered: 0, failed: 0, waiting: 0 }
  return days.map((day) => byDay.get(day) ?? { day, ...none })
}

async function keep(
  { db }: Pick<Context, 'db'>,
  channelId: string,
  days: DayStatistics[],
  askedAt: Date,
): Promise<void> {
  await db
    .insert(vendorStatistics)
    .values(days.map((day) => ({ channelId, ...day, askedAt })))
    .onConflictDoUpdate({
      target: [vendorStatistics.channelId, vendorStatistics.day],
      set: {
        sent: sql`excluded.sent`,
        delivered: sql`excluded.delivered`,
        failed: sql`excluded.failed`,
        waiting: sql`excluded.waiting`,
        askedAt: sql`excluded.asked_at`,
      },
      // Two askers at once: the later answer stays, whichever is written last.
      setWhere: sql`vendor_statistics.asked_at <= excluded.asked_at`,
    })
}
