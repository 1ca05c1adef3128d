import { sql } from 'drizzle-orm'
import { channels } from '#db/schema/channels.ts'
import { rawCallbacks } from '#db/schema/reports.ts'
import { openCredentials } from '#lib/channels/open-channel.ts'
import type { VendorEvent } from '#lib/providers/events.ts'
import { getProvider } from '#lib/providers/registry.ts'
import type { World } from './world.ts'

export type ReportCounts = {
  /** Rows of delivery reports in the pushes that we stored, repeated ones included. */
  pushedReports: number
  /** Such rows in what we asked for. */
  pulledReports: number
  /** Pushes of another account, which nobody can read with ours. */
  unreadable: number
  /** Left aside: no message of this account, or of one that has had its end. */
  parked: number
}

const page = 500
const columns = {
  id: rawCallbacks.id,
  channelId: rawCallbacks.channelId,
  source: rawCallbacks.source,
  method: rawCallbacks.method,
  query: rawCallbacks.query,
  contentType: rawCallbacks.contentType,
  receivedAt: rawCallbacks.receivedAt,
  body: rawCallbacks.body,
}

/** Reads again all that was stored, and counts. */
export async function countReports(world: World): Promise<ReportCounts> {
  const { db } = world.ctx
  const read = await openReader(world)
  const counts = { push: 0, pullReports: 0, pullReplies: 0 }
  for (let after = 0; ; ) {
    const rows = await db
      .select(columns)
      .from(rawCallbacks)
      .where(sql`id > ${after} and state = 'applied'`)
      .orderBy(rawCallbacks.id)
      .limit(page)
    for (const row of rows)
      counts[row.source] += read(row).filter(({ type }) => type === 'report').length
    after = rows.at(-1)?.id ?? after
    if (rows.length < page) break
  }
  const { rows } = await db.execute<{ unreadable: number; parked: number }>(sql`
    select (select count(*)::int from raw_callbacks where state = 'unreadable' and source = 'push') as unreadable,
      (select count(*)::int from delivery_reports where state = 'parked') as parked`)
  const { unreadable = 0, parked = 0 } = rows[0] ?? {}
  return { pushedReports: counts.push, pulledReports: counts.pullReports, unreadable, parked }
}

type Stored = Pick<typeof rawCallbacks.$inferSelect, keyof typeof columns>

async function openReader({ ctx }: World): Promise<(stored: Stored) => VendorEvent[]> {
  const rows = await ctx.db.select().from(channels)
  const channelOf = new Map(
    rows.map((row) => [row.id, { ...row, opened: openCredentials(ctx, row) }]),
  )
  return (stored) => {
    const channel = channelOf.get(stored.channelId)
    if (!channel) return []
    const provider = getProvider(channel.vendor)
    const raw = { ...stored, body: new Uint8Array(stored.body) }
    if (stored.source !== 'push') return provider[stored.source]?.parse(raw).events ?? []
    const account = { credentials: channel.opened, settings: channel.settings }
    return provider.parseCallback?.(raw, account) ?? []
  }
}
