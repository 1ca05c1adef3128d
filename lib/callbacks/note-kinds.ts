import { type SQL, sql } from 'drizzle-orm'
import type { Executor } from '#db/client.ts'
import type { rawCallbacks } from '#db/schema/reports.ts'
import type { VendorEvent } from '#lib/providers/events.ts'

type Stored = Pick<typeof rawCallbacks.$inferSelect, 'channelId' | 'source' | 'receivedAt'>

const columns = { report: sql.raw('reports_pushed_at'), reply: sql.raw('replies_pushed_at') }
type Kind = keyof typeof columns

/** Pulls wait ten minutes after a push: that they know it to the minute is enough. */
const everyMs = 60_000

/** What this process has noted, by channel and kind; milliseconds. */
const noted = new Map<string, number>()

/**
 * Says on the channel that its reports, or its replies, are pushed: neither need be asked for then.
 * For events of a push that could be read, once they are applied; not with each push.
 */
export async function noteKinds(
  db: Executor,
  { channelId, source, receivedAt }: Stored,
  events: Pick<VendorEvent, 'type'>[],
): Promise<void> {
  if (source !== 'push') return
  const kinds = new Set(events.map(({ type }): Kind => (type === 'reply' ? 'reply' : 'report')))
  for (const kind of kinds) {
    const place = `${channelId}/${kind}`
    if (receivedAt.getTime() < (noted.get(place) ?? 0) + everyMs) continue
    await note(db, channelId, columns[kind], receivedAt)
    noted.set(place, receivedAt.getTime())
  }
}

const note = (db: Executor, channelId: string, column: SQL, at: Date) =>
  db.execute(sql`update channels set ${column} = ${at}
    where id = ${channelId} and (${column} is null or ${column} < ${at})`)
