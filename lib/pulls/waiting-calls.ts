import { sql } from 'drizzle-orm'
import type { Context } from '#lib/context.ts'
import type { Pull } from '#lib/providers/contract.ts'

export type Waiting = {
  /**
   * In UTC and in Asia/Shanghai, because documents do not say which, newest first: on these calls
   * were made whose reports are not all there. Each with the time of its youngest such call.
   */
  days: Map<string, Date | null>
  /** The vendor's ids of those calls. */
  submissionIds: string[]
  /** In place of ids: ours of the one call to be asked after, whose answer never came. */
  reference?: string
  /** Calls of either kind wait, and the turns take them alternately. */
  alternates?: boolean
  /** Where not all calls can be asked after at once: these are not the first of their round. */
  goesOn?: boolean
  /** These have been asked after: the next turn takes others. */
  moveOn?: () => void
}
type Call = {
  id: string
  createdAt: string
  utc: string
  china: string
  vendorId: string | null
  reference: string
}

/** Calls looked at where the vendor is asked by day. */
const mostCalls = 5_000
const reportHours = 73

/** The oldest call that this process asked after in each round that is not at its end. */
const oldestAsked = new Map<string, number>()
/** Places whose last turn asked by reference, in this process. */
const askedByReference = new Set<string>()

/** What a channel's vendor is to be asked for in this turn. */
export async function takeTurn(
  ctx: Pick<Context, 'db'>,
  channelId: string,
  source: string,
  { idsPerAsk, askHours = reportHours, asksByReference }: Pull<unknown>,
): Promise<Waiting> {
  const ask = { channelId, hours: askHours }
  if (idsPerAsk === undefined) {
    return toWaiting(await listCalls(ctx, { ...ask, most: mostCalls }))
  }
  const place = `${channelId}/${source}`
  if (!asksByReference) return takeRound(ctx, place, { ...ask, most: idsPerAsk })
  const named = await takeRound(ctx, place, { ...ask, most: idsPerAsk, hasId: true })
  const lost = await takeRound(ctx, `${place}/reference`, { ...ask, most: 1, hasId: false })
  if (named.days.size === 0 || lost.days.size === 0) return lost.days.size > 0 ? lost : named
  const isLostTurn = !askedByReference.delete(place)
  if (isLostTurn) askedByReference.add(place)
  return { ...(isLostTurn ? lost : named), alternates: true }
}

/** The next calls of a round, which goes from the newest to the oldest and begins again. */
async function takeRound(ctx: Pick<Context, 'db'>, place: string, ask: Ask): Promise<Waiting> {
  const before = oldestAsked.get(place)
  const older = before === undefined ? [] : await listCalls(ctx, { ...ask, before })
  const calls = older.length > 0 ? older : await listCalls(ctx, ask)
  const moveOn = () => {
    const last = calls.length < ask.most ? undefined : calls.at(-1)
    if (last) oldestAsked.set(place, Number(last.id))
    else oldestAsked.delete(place)
  }
  const [call] = calls
  return {
    ...toWaiting(calls),
    ...(ask.hasId === false && call ? { reference: call.reference } : {}),
    ...{ goesOn: older.length > 0, moveOn },
  }
}

function toWaiting(calls: Call[]): Waiting {
  const days = new Map<string, Date>()
  for (const { china, utc, createdAt } of calls)
    for (const day of [china, utc]) if (!days.has(day)) days.set(day, new Date(createdAt))
  const submissionIds = [...new Set(calls.flatMap(({ vendorId }) => vendorId ?? []))]
  return { days, submissionIds }
}

type Ask = { channelId: string; hours: number; most: number; before?: number; hasId?: boolean }

/** Calls whose reports are not all there, newest first. */
async function listCalls(
  ctx: Pick<Context, 'db'>,
  { channelId, hours, most, before, hasId }: Ask,
): Promise<Call[]> {
  const { rows } = await ctx.db.execute<Call>(sql`
    select s.id, s.created_at as "createdAt", to_char(s.created_at at time zone 'UTC', 'YYYY-MM-DD') as utc,
      to_char(s.created_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD') as china,
      s.vendor_submission_id as "vendorId", s.reference
    from submissions s
    where s.channel_id = ${channelId} and s.created_at > now() - make_interval(hours => ${hours})
      and s.id < coalesce(${before ?? null}::bigint, 9223372036854775807)
      and (s.vendor_submission_id is null) is distinct from ${hasId ?? null}::boolean
      and s.state in ('accepted', 'unknown') and exists (
        select 1 from messages m where m.created_at = s.messages_created_at
          and m.id between s.first_id and s.last_id and m.submission_id = s.id
          and m.status in ('submitted', 'unknown'))
    order by s.id desc limit ${most}`)
  return rows
}
