import { sql } from 'drizzle-orm'
import type { Context } from '#lib/context.ts'

/** Pushes of one channel that could not be applied for a reason that is not theirs, or that no worker has looked at. */
export type WaitingPushes = {
  channel: { id: string; name: string }
  count: number
  /** When the oldest came. */
  since: Date
}

/** A worker applies what comes within a second; the channels of which something is older than this. */
const minutes = 10

export async function listWaiting({ db }: Pick<Context, 'db'>): Promise<WaitingPushes[]> {
  const { rows } = await db.execute<{ id: string; name: string; count: string; since: string }>(sql`
    select c.id, c.name, count(*) as count, min(r.received_at) as since
    from raw_callbacks r join channels c on c.id = r.channel_id
    where r.state = 'received' and r.received_at < now() - make_interval(mins => ${minutes})
    group by c.id, c.name order by c.name`)
  return rows.map(({ id, name, count, since }) => ({
    channel: { id, name },
    count: Number(count),
    since: new Date(since),
  }))
}
