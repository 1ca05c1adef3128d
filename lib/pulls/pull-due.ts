import { eq, type SQL, sql } from 'drizzle-orm'
import { channels } from '#db/schema/channels.ts'
import type { Channel } from '#lib/channels/open-channel.ts'
import type { Context } from '#lib/context.ts'
import { getProvider, vendors } from '#lib/providers/registry.ts'
import { pullChannel } from './pull-channel.ts'
import { calmestSeconds } from './questions.ts'
import type { Source } from './store-answer.ts'

type PullContext = Pick<Context, 'db' | 'keys' | 'http'>
/** A channel whose turn it is to be asked for reports, or for replies. */
type Turn = { channel: Channel; source: Source }

/**
 * What is asked for by itself: `hours` after a call, unless it was `pushed` of late. A report may
 * come for 72 hours; people answer much later than that.
 */
const sources = {
  pullReports: {
    hours: 73,
    polled: sql.raw('reports_polled_at'),
    pushed: sql.raw('reports_pushed_at'),
    setPolled: (reportsPolledAt: SQL) => ({ reportsPolledAt }),
  },
  pullReplies: {
    hours: 30 * 24,
    polled: sql.raw('replies_polled_at'),
    pushed: sql.raw('replies_pushed_at'),
    setPolled: (repliesPolledAt: SQL) => ({ repliesPolledAt }),
  },
}
const earlySeconds = 2
/** How often in a row a channel's pull failed, in this process. */
const failures = new Map<string, number>()

/**
 * Asks the channels whose turn it is, for reports and for replies, each for itself; whichever
 * process takes a turn first has it. What a channel is pushed is asked for only when the pushes
 * stop. Gives how many turns there were.
 */
export async function pullDue(ctx: PullContext): Promise<number> {
  const due = [...(await listDue(ctx, 'pullReports')), ...(await listDue(ctx, 'pullReplies'))]
  // Side by side, and each to its end: a vendor that is slow or down holds up no other.
  const asked = await Promise.allSettled(due.map((turn) => askCalmly(ctx, turn)))
  const errors = asked.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []))
  if (errors.length > 0) throw new AggregateError(errors, `${errors.length} pulls failed`)
  return due.length
}

async function listDue(ctx: Pick<Context, 'db'>, source: Source): Promise<Turn[]> {
  const { hours, polled, pushed, setPolled } = sources[source]
  const able = vendors.filter((vendor) => getProvider(vendor)[source])
  const intervals = able.map((vendor) => intervalOf({ channel: { vendor }, source }))
  const due = await ctx.db
    .update(channels)
    .set(setPolled(sql`now()`))
    .where(sql`id in (
      select c.id from channels c
      join unnest(${sql.param(able)}::text[], ${sql.param(intervals)}::int[]) v(vendor, seconds)
        using (vendor)
      where c.archived_at is null
        and (c.${polled} is null or c.${polled} < now() - make_interval(secs => v.seconds))
        and (c.${pushed} is null or c.${pushed} < now() - interval '10 minutes')
        and exists (select 1 from submissions s where s.channel_id = c.id
          and s.created_at > now() - make_interval(hours => ${hours}) and s.state in ('accepted', 'unknown'))
      for update of c skip locked)`)
    .returning()
  return due.map((channel) => ({ channel, source }))
}

type OfVendor = { channel: Pick<Channel, 'vendor'>; source: Source }

const intervalOf = ({ channel, source }: OfVendor): number =>
  getProvider(channel.vendor)[source]?.intervalSeconds ?? calmestSeconds

async function askCalmly(ctx: PullContext, turn: Turn): Promise<void> {
  const place = `${turn.channel.id}/${turn.source}`
  try {
    await ask(ctx, turn)
    failures.delete(place)
  } catch (error) {
    const times = (failures.get(place) ?? 0) + 1
    failures.set(place, times)
    await comeBackIn(ctx, turn, Math.min(calmestSeconds, intervalOf(turn) * 2 ** times))
    throw error
  }
}

async function ask(ctx: PullContext, turn: Turn): Promise<void> {
  const { more, comesTooEarly, alternates } = await pullChannel(ctx, turn.channel, turn.source)
  const { moreSeconds = 0 } = getProvider(turn.channel.vendor)[turn.source] ?? {}
  if (more) await comeBackIn(ctx, turn, moreSeconds)
  if (alternates) await comeBackIn(ctx, turn, intervalOf(turn) / 2)
  // Others ask on the same account: whoever only comes every minute may never meet its turn.
  if (comesTooEarly) await comeBackIn(ctx, turn, Math.max(earlySeconds, moreSeconds))
}

/** Makes the turn due again in `seconds`, sooner or later than its vendor's usual interval. */
async function comeBackIn(ctx: Pick<Context, 'db'>, turn: Turn, seconds: number): Promise<void> {
  const early = intervalOf(turn) - seconds
  await ctx.db
    .update(channels)
    .set(sources[turn.source].setPolled(sql`now() - make_interval(secs => ${early})`))
    .where(eq(channels.id, turn.channel.id))
}
