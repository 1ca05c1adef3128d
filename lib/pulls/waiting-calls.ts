import { sql } from 'drizzle-orm'
import type { Context } from '#lib/context.ts'
import type { Pull } from '#lib/providers/contract.ts'

export type Waiting = {
  /**
   * In UTC and in Asia/Shanghai, because documents do not say which, newest first: on these calls
   * were made whose reports are not all there.
   */
  days: string[]
  /** The vendor's ids of those calls. */
  submissionIds: string[]
  /** Where not all calls can be asked after at once: these have been, the next turn takes others. */
  moveOn?: () => void
}
type Call = { id: string; utc: string; china: string; vendorId: string | null }

/** Calls looked at where the vendor is asked by day. */
const mostCalls = 5_000
const reportHours = 73

/** The oldest call that this process asked after in each round that is not at its end. */
const oldestAsked = new Map<string, number>()

/** What a channel's vendor is to be asked for in this turn. */
export async function takeTurn(
  ctx: Pick<Context, 'db'>,
  channelId: string,
  source: string,
  { idsPerAsk, askHours = reportHours }: Pull<unknown>,
): Promise<Waiting> {
  if (idsPerAsk === undefined) {
    return toWaiting(await listCalls(ctx, { channelId, hours: askHours, most: mostCalls }))
  }
  const place = `${channelId}/${source}`
  const ask = { channelId, hours: askHours, most: idsPerAsk }
  const before = oldestAsked.get(place)
  const older = before === undefined ? [] : await listCalls(ctx, { ...ask, before })
  const calls = older.length > 0 ? older : await listCalls(ctx, ask)
  const moveOn = () => {
    const last = calls.length < idsPerAsk ? undefined : calls.at(-1)
    if (last) oldestAsked.set(place, Number(last.id))
    else oldestAsked.delete(place)
  }
  return { ...toWaiting(calls), moveOn }
}

const toWaiting = (calls: Call[]): Waiting => ({
  days: [...new Set(calls.flatMap(({ china, utc }) => [china, utc]))],
  submissionIds: [...new Set(calls.flatMap(({ vendorId }) => vendorId ?? []))],
})

type Ask = { channelId: string; hours: number; most: number; before?: number }

/** Calls whose reports are not all there, newest first. */
async function listCalls(
  ctx: Pick<Context, 'db'>,
  { channelId, hours, most, before }: Ask,
): Promise<Call[]> {
  const { rows } = await ctx.db.execute<Call>(sql`
    select s.id, to_char(s.created_at at time zone 'UTC', 'YYYY-MM-DD') as utc,
      to_char(s.created_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD') as china,
      s.vendor_submission_id as "vendorId"
    from submissions s
    where s.channel_id = ${channelId} and s.created_at > now() - make_interval(hours => ${hours})
      and s.id < coalesce(${before ?? null}::bigint, 9223372036854775807)
      and s.state in ('accepted', 'unknown') and exists (
        select 1 from messages m where m.created_at = s.messages_created_at
          and m.id between s.first_id and s.last_id and m.submission_id = s.id
          and m.status in ('submitted', 'unknown'))
    order by s.id desc limit ${most}`)
  return rows
}
