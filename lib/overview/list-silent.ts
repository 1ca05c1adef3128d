import { sql } from 'drizzle-orm'
import type { Executor } from '#db/client.ts'
import { providers } from '#lib/providers/registry.ts'

/** A channel whose vendor took messages and then pushed nothing: `since` is that call's time. */
export type SilentChannel = { channelId: string; since: Date }

const pushing = Object.values(providers).flatMap((one) =>
  'parseCallback' in one ? [one.vendor] : [],
)

/**
 * Channels in use whose vendor has pushed nothing since a call of 30 minutes to 24 hours ago of
 * which no message has a report: the address is not entered there, or it stopped pushing.
 */
export async function listSilent(db: Executor): Promise<SilentChannel[]> {
  const { rows } = await db.execute<{ channelId: string; since: string }>(sql`
    with first as (
      select c.id as channel_id, min(s.id) as id from submissions s join channels c on c.id = s.channel_id
      where s.id > coalesce((select max(id) from submissions), 0) - 200000 and s.state = 'accepted'
        and s.created_at between now() - interval '1 day' and now() - interval '30 minutes'
        and s.created_at > coalesce(c.last_callback_at, '-infinity')
        and c.archived_at is null and c.vendor = any(${sql.param(pushing)}::text[])
      group by 1)
    select s.channel_id as "channelId", s.created_at as since
    from first join submissions s using (id)
    where not exists (select 1 from messages m where m.created_at = s.messages_created_at
      and m.id between s.first_id and s.last_id and m.submission_id = s.id and m.status <> 'submitted')`)
  return rows.map(({ channelId, since }) => ({ channelId, since: new Date(since) }))
}
