import { and, isNull, sql } from 'drizzle-orm'
import { channels } from '#db/schema/channels.ts'
import type { Context } from '#lib/context.ts'
import { pollBalance } from './poll.ts'

/** How old a balance may get. A paused channel spends nothing. */
const everySeconds = { active: 60, paused: 600 }

/**
 * Asks the vendors of all channels whose balance is due, and gives how many were asked. What a
 * vendor does wrong is stored beside its channel; anything else is thrown after all had their turn.
 */
export async function pollDue(ctx: Context): Promise<number> {
  const due = await ctx.db.select({ id: channels.id }).from(channels).where(isDue)
  const polls = await Promise.allSettled(due.map(({ id }) => pollBalance(ctx, id)))
  const broken = polls.flatMap((poll) => (poll.status === 'rejected' ? [poll.reason] : []))
  if (broken.length > 0) throw new AggregateError(broken, 'balances could not be polled')
  return polls.filter(
    (poll) => poll.status === 'fulfilled' && ['polled', 'failed'].includes(poll.value.state),
  ).length
}

const age = sql`make_interval(secs => case when ${channels.state} = 'paused'
  then ${everySeconds.paused}::float8 else ${everySeconds.active}::float8 end)`
const isDue = and(
  isNull(channels.archivedAt),
  sql`(${channels.balancePolledAt} is null or ${channels.balancePolledAt} < now() - ${age})`,
)
