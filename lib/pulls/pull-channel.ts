import { setTimeout as sleep } from 'node:timers/promises'
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

export type Pulled = {
  more: boolean
  /** The vendor's pace allowed no question now. */
  comesTooEarly?: true
}

/** Pages asked for in one go; what is left comes with the next turn. */
const pageLimit = 200

const storeTries = 5

/** The page that the next turn begins with, where the last one could not come to the end. */
const places = new Map<string, number>()

/**
 * Asks a channel's vendor for reports or replies. Each answer is stored as it came, and that
 * committed, before anything reads it; the worker applies it like a push. `more` says that the
 * vendor has another page, to be asked for after its `moreSeconds`. Throws ProviderError.
 */
export async function pullChannel(
  ctx: PullContext,
  channel: Channel,
  source: Source,
): Promise<Pulled> {
  const { provider, call } = openChannel(ctx, channel)
  const pull = provider[source]
  if (!pull || pull.isOpen?.(call.settings) === false) return { more: false }
  const waiting = await listWaiting(ctx, channel.id)
  // People answer after the last report too, and nobody says when.
  const isAnyDay = source === 'pullReplies' || pull.ignoresDay
  const days = isAnyDay ? [chinaDay(new Date())] : waiting.days
  const most = pull.moreSeconds === undefined ? pageLimit : 1
  let asked = 0
  for (const day of days) {
    const place = `${channel.id}/${source}/${day}`
    for (let page = places.get(place) ?? 1; asked < most; page++) {
      if (!(await waitForQuery(ctx, channel))) return { more: false, comesTooEarly: true }
      const ask = { day, page, submissionIds: waiting.submissionIds }
      const more = await pullPage(ctx, channel.id, source, pull, call, ask)
      asked++
      places.set(place, page + 1)
      if (!more) places.delete(place)
      if (more && most === 1) return { more }
      if (!more) break
    }
  }
  return { more: false }
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
  if (pull.isEmpty?.(raw)) return false
  await store(ctx, { channelId, source, ...raw, body: Buffer.from(raw.body) })
  return pull.parse(raw).more
}

/** What can be read only once is in this process alone until it is stored: worth several tries. */
async function store(ctx: PullContext, row: typeof rawCallbacks.$inferInsert): Promise<void> {
  for (let tries = 1; ; tries++) {
    try {
      await ctx.db.insert(rawCallbacks).values(row)
      return
    } catch (error) {
      if (tries === storeTries) throw error
      await sleep(tries * 1_000)
    }
  }
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
