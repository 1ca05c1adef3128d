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

/** Channels in use that are paused, or whose calls of the last 24 hours did not go well. */
export async function listTroubles(db: Executor): Promise<ChannelTrouble[]> {
  const { rows } = await db.execute<{
    channelId: string
    channelName: string
    paused: boolean
    state: string | null
    failure: string | null
    calls: string
  }>(sql`
    select c.id as "channelId", c.name as "channelName", c.state = 'paused' as paused,
      s.state, s.failure, count(s.id) as calls
    from channels c left join submissions s on s.channel_id = c.id and (
      s.state = 'unknown' or s.failure is not null)
      and s.created_at > now() - interval '1 day'
      and s.id > coalesce((select max(id) from submissions), 0) - 200000
    where c.archived_at is null
    group by 1, 2, 3, 4, 5 order by 2, 6 desc`)
  const found = new Map<string, ChannelTrouble>()
  for (const row of rows) {
    const { channelId, channelName, paused } = row
    const one = found.get(channelId) ?? {
      channelId,
      channelName,
      paused,
      refusedCalls: [],
      unknownCalls: 0,
    }
    found.set(channelId, one)
    if (row.state === 'unknown') one.unknownCalls += Number(row.calls)
    else if (row.failure) one.refusedCalls.push({ failure: row.failure, calls: Number(row.calls) })
  }
  return [...found.values()].filter(
    (one) => one.paused || one.unknownCalls > 0 || one.refusedCalls.length > 0,
  )
}
