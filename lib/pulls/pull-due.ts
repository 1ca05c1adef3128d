import { eq, sql } from 'drizzle-orm'
import { channels } from '#db/schema/channels.ts'
import type { Channel } from '#lib/channels/open-channel.ts'
import type { Context } from '#lib/context.ts'
import { getProvider, providers } from '#lib/providers/registry.ts'
import { pullChannel } from './pull-channel.ts'

const vendors = Object.values(providers).flatMap((one) =>
  'pullReports' in one || 'pullReplies' in one ? [one.vendor] : [],
)

/** A report may come for 72 hours after the call; people answer much later than that. */
const reportHours = 73
const replyHours = 30 * 24
const earlySeconds = 2
/** A vendor that cannot be read is asked ever more calmly, at last every half hour. */
const calmestSeconds = 1_800
/** How often in a row a channel's pull failed, in this process. */
const failures = new Map<string, number>()

/**
 * Asks the channels whose turn it is for reports and replies; whichever process takes a channel's
 * turn first has it. A channel that is pushed to is asked only when the pushes stop. Gives how
 * many channels it asked.
 */
export async function pullDue(ctx: Pick<Context, 'db' | 'keys' | 'http'>): Promise<number> {
  const due = await listDue(ctx)
  // Side by side, and each to its end: a vendor that is slow or down holds up no other.
  const asked = await Promise.allSettled(due.map((channel) => askCalmly(ctx, channel)))
  const errors = asked.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []))
  if (errors.length > 0) throw new AggregateError(errors, `${errors.length} channels not asked`)
  return due.length
}

async function listDue(ctx: Pick<Context, 'db'>): Promise<Channel[]> {
  const intervals = vendors.map((vendor) => intervalOf(vendor))
  const hours = vendors.map((vendor) =>
    getProvider(vendor).pullReplies ? replyHours : reportHours,
  )
  return ctx.db
    .update(channels)
    .set({ reportsPolledAt: sql`now()` })
    .where(sql`id in (
      select c.id from channels c
      join unnest(${sql.param(vendors)}::text[], ${sql.param(intervals)}::int[], ${sql.param(hours)}::int[])
        v(vendor, seconds, hours) using (vendor)
      where c.archived_at is null
        and (c.reports_polled_at is null or c.reports_polled_at < now() - make_interval(secs => v.seconds))
        and (c.last_callback_at is null or c.last_callback_at < now() - interval '10 minutes')
        and exists (select 1 from submissions s where s.channel_id = c.id
          and s.created_at > now() - make_interval(hours => v.hours) and s.state in ('accepted', 'unknown'))
      for update of c skip locked)`)
    .returning()
}

function intervalOf(vendor: string): number {
  const { pullReports, pullReplies } = getProvider(vendor)
  return Math.min(...[pullReports, pullReplies].flatMap((pull) => pull?.intervalSeconds ?? []))
}

async function askCalmly(
  ctx: Pick<Context, 'db' | 'keys' | 'http'>,
  channel: Channel,
): Promise<void> {
  try {
    await pullBoth(ctx, channel)
    failures.delete(channel.id)
  } catch (error) {
    const times = (failures.get(channel.id) ?? 0) + 1
    failures.set(channel.id, times)
    await comeBackIn(
      ctx,
      channel,
      Math.min(calmestSeconds, intervalOf(channel.vendor) * 2 ** times),
    )
    throw error
  }
}

async function pullBoth(
  ctx: Pick<Context, 'db' | 'keys' | 'http'>,
  channel: Channel,
): Promise<void> {
  for (const source of ['pullReports', 'pullReplies'] as const) {
    const { more, comesTooEarly } = await pullChannel(ctx, channel, source)
    const { moreSeconds = 0 } = getProvider(channel.vendor)[source] ?? {}
    if (more) await comeBackIn(ctx, channel, moreSeconds)
    // Others ask on the same account: whoever only comes every minute may never meet its turn.
    if (comesTooEarly) await comeBackIn(ctx, channel, earlySeconds)
  }
}

/** Makes the channel due again in `seconds`, sooner or later than its vendor's usual interval. */
async function comeBackIn(
  ctx: Pick<Context, 'db'>,
  { id, vendor }: Channel,
  seconds: number,
): Promise<void> {
  const early = intervalOf(vendor) - seconds
  await ctx.db
    .update(channels)
    .set({ reportsPolledAt: sql`now() - make_interval(secs => ${early})` })
    .where(eq(channels.id, id))
}
