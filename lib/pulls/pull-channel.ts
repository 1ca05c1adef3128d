import { sql } from 'drizzle-orm'
import { rawCallbacks } from '#db/schema/reports.ts'
import { type Channel, openChannel } from '#lib/channels/open-channel.ts'
import { waitForQuery } from '#lib/channels/wait-for-query.ts'
import type { Context } from '#lib/context.ts'
import type { Call } from '#lib/providers/call.ts'
import { chinaDay } from '#lib/providers/china-time.ts'
import type { Pull, PullAsk } from '#lib/providers/contract.ts'

type PullContext = Pick<Context, 'db' | 'keys' | 'http'>
type Source = 'pullReports' | 'pullReplies'

/** Pages asked for in one go; what is left comes with the next turn. */
const pageLimit = 200

/** The page that the next turn begins with, where the last one could not come to the end. */
const places = new Map<string, number>()

/**
 * Asks a channel's vendor for reports or replies. Each answer is stored as it came, and that
 * committed, before anything reads it; the worker applies it like a push. Gives how many answers
 * were stored. Throws ProviderError.
 */
export async function pullChannel(
  ctx: PullContext,
  channel: Channel,
  source: Source,
): Promise<number> {
  const { provider, call } = openChannel(ctx, channel)
  const pull = provider[source]
  if (!pull || pull.isOpen?.(call.settings) === false) return 0
  const waiting = await listWaiting(ctx, channel.id)
  let stored = 0
  // People answer after the last report too, and nobody says when.
  const days = source === 'pullReplies' ? [chinaDay(new Date())] : waiting.days
  for (const day of days) {
    const place = `${channel.id}/${source}/${day}`
    for (let page = places.get(place) ?? 1; stored < pageLimit; page++) {
      if (!(await waitForQuery(ctx, channel))) return stored
      const more = await pullPage(ctx, channel.id, source, pull, call, {
        day,
        page,
        submissionIds: waiting.submissionIds,
      })
      stored++
      places.set(place, page + 1)
      if (more) continue
      places.delete(place)
      break
    }
  }
  return stored
}

async function pullPage(
  ctx: PullContext,
  channelId: string,
  source: Source,
  pull: Pull<unknown>,
  call: Call<unknown>,
  ask: PullAsk,
): Promise<boolean> {
  const raw = await pull.fetch(call, ask)
  await ctx.db
    .insert(rawCallbacks)
    .values({ channelId, source, ...raw, body: Buffer.from(raw.body) })
  return pull.parse(raw).more
}

/**
 * The days, in UTC and in Asia/Shanghai because documents do not say which, on which calls were
 * made whose reports are not all there, newest first, and those calls' vendor ids.
 */
async function listWaiting(
  ctx: PullContext,
  channelId: string,
): Promise<{ days: string[]; submissionIds: string[] }> {
  const { rows } = await ctx.db.execute<{
    utc: string
    china: string
    vendor_id: string | null
  }>(sql`
    select to_char(s.created_at at time zone 'UTC', 'YYYY-MM-DD') as utc,
      to_char(s.created_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD') as china,
      s.vendor_submission_id as vendor_id
    from submissions s
    where s.channel_id = ${channelId} and s.created_at > now() - interval '73 hours'
      and s.state in ('accepted', 'unknown') and exists (
        select 1 from messages m where m.created_at = s.messages_created_at
          and m.id between s.first_id and s.last_id and m.submission_id = s.id
          and m.status in ('submitted', 'unknown'))
    order by s.id desc limit 5000`)
  return {
    days: [...new Set(rows.flatMap((row) => [row.china, row.utc]))],
    submissionIds: [...new Set(rows.flatMap((row) => row.vendor_id ?? []))],
  }
}
