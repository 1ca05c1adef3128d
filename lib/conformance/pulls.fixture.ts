import { eq, sql } from 'drizzle-orm'
import { channels } from '#db/schema/channels.ts'
import { applyReceived } from '#lib/callbacks/apply-received.ts'
import type { Context } from '#lib/context.ts'
import { pullChannel } from '#lib/pulls/pull-channel.ts'
import { pullDue } from '#lib/pulls/pull-due.ts'
import type { Source } from '#lib/pulls/store-answer.ts'

/** Pulls of a channel without the minutes that lie between them. */
export function openPulls(ctx: Context, channelId: string) {
  const channelOf = async () => {
    const [channel] = await ctx.db.select().from(channels).where(eq(channels.id, channelId))
    if (!channel) throw new Error('no channel')
    return channel
  }
  const applyAll = async () => {
    while ((await applyReceived(ctx)) > 0);
  }
  const allowQueries = () => ctx.db.execute(sql`delete from rate_buckets`)
  return {
    channelOf,
    applyAll,
    /** One turn, whether it is time for it or not. */
    async pull(source: Source) {
      await allowQueries()
      try {
        return await pullChannel(ctx, await channelOf(), source)
      } finally {
        await applyAll()
      }
    },
    /** The turns that are due, all of them as if their intervals were over. */
    async pullDue(prepare: () => Promise<unknown> = async () => undefined) {
      await allowQueries()
      await prepare()
      await ctx.db.execute(sql`update channels
        set reports_polled_at = null, replies_polled_at = null where id = ${channelId}`)
      const outcome = await pullDue(ctx).catch((error: unknown) => error)
      await applyAll()
      return outcome
    },
    /** Seconds until the channel is asked again beyond its vendor's usual interval. */
    async putOff(): Promise<{ reports: number; replies: number }> {
      const { rows } = await ctx.db.execute<{ reports: string; replies: string }>(sql`
        select extract(epoch from reports_polled_at - now()) as reports,
          extract(epoch from replies_polled_at - now()) as replies
        from channels where id = ${channelId}`)
      return { reports: Number(rows[0]?.reports), replies: Number(rows[0]?.replies) }
    },
    /** What was stored of the channel, oldest first. */
    async listStored() {
      const { rows } = await ctx.db.execute<{ source: string; state: string; problem: string }>(
        sql`select source, state, problem from raw_callbacks where channel_id = ${channelId} order by id`,
      )
      return rows
    },
  }
}
