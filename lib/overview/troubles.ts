import { sql } from 'drizzle-orm'
import type { Executor } from '#db/client.ts'

export type ChannelTrouble = {
  channelId: string
  channelName: string
  paused: boolean
  /** Calls of the last day that the vendor refused or would not take, by reason, most first. */
  refusedCalls: { failure: string; calls: number }[]
  /** Calls of which nobody knows whether the vendor took them. */
  unknownCalls: number
}

type Row = Pick<ChannelTrouble, 'channelId' | 'channelName' | 'paused'> & {
  failure: string | null
  calls: string
}

/**
 * Channels in use that are paused, or whose calls of the last 24 hours did not go well, each reason
 * once. A call that we split after a no was no end of anything: its parts say what is wrong.
 */
export async function listTroubles(db: Executor): Promise<ChannelTrouble[]> {
  const { rows } = await db.execute<Row>(sql`
    select c.id as "channelId", c.name as "channelName", c.state = 'paused' as paused,
      case when s.state = 'unknown' then 'outcome_unknown' else s.failure end as failure,
      count(s.id) as calls
    from channels c left join submissions s on s.channel_id = c.id
      and (s.state = 'unknown' or s.failure <> 'outcome_unknown')
      and not (s.state = 'requeued' and s.failure = 'rejected')
      and s.created_at > now() - interval '1 day'
      and s.id > coalesce((select max(id) from submissions), 0) - 200000
    where c.archived_at is null
    group by 1, 2, 3, 4 order by 2, 5 desc, 4`)
  return [...Map.groupBy(rows, (row) => row.channelId).values()]
    .flatMap(toTrouble)
    .filter((one) => one.paused || one.unknownCalls > 0 || one.refusedCalls.length > 0)
}

/** The rows of one channel. */
function toTrouble(rows: Row[]): ChannelTrouble[] {
  const [first] = rows
  if (!first) return []
  const { channelId, channelName, paused } = first
  const reasons = rows.flatMap(({ failure, calls }) =>
    failure ? [{ failure, calls: Number(calls) }] : [],
  )
  return [
    {
      channelId,
      channelName,
      paused,
      refusedCalls: reasons.filter((one) => one.failure !== 'outcome_unknown'),
      unknownCalls: reasons.find((one) => one.failure === 'outcome_unknown')?.calls ?? 0,
    },
  ]
}
