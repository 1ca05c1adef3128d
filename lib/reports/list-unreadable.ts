import { and, eq, sql } from 'drizzle-orm'
import { channels } from '#db/schema/channels.ts'
import { rawCallbacks } from '#db/schema/reports.ts'
import type { Context } from '#lib/context.ts'
import { maskPhones } from '#lib/logging/mask-phones.ts'
import { keyset, type Page } from '#lib/paging/keyset.ts'
import { type ContentProblem, isContentProblem } from '#lib/providers/content-problems.ts'
import { type HeldParams, readRowId } from './held-filter.ts'

/** A push, or an answer that was pulled, that nobody could read; what it says is not in it. */
export type UnreadablePush = {
  id: number
  channel: { id: string; name: string }
  receivedAt: Date
  source: (typeof rawCallbacks.$inferSelect)['source']
  contentType: string
  /** Bytes of the body and of the query. */
  size: number
  /** One of our failures where it was one, and the words that came with it, phones masked. */
  failure: string
  words: string
  /** Our own reason, whose counts are the words then. */
  problem: ContentProblem | undefined
}

const selected = {
  id: rawCallbacks.id,
  channel: { id: channels.id, name: channels.name },
  receivedAt: rawCallbacks.receivedAt,
  source: rawCallbacks.source,
  contentType: rawCallbacks.contentType,
  size: sql<number>`octet_length(${rawCallbacks.body}) + octet_length(${rawCallbacks.query})`,
  problem: rawCallbacks.problem,
}

/** What could not be read, newest first, 50 a page. */
export async function listUnreadable(
  ctx: Pick<Context, 'db'>,
  { channel, ...ask }: HeldParams,
): Promise<Page<UnreadablePush>> {
  const page = keyset(ask, [rawCallbacks.id])
  const rows = await ctx.db
    .select({ ...selected, key: page.key })
    .from(rawCallbacks)
    .innerJoin(channels, eq(channels.id, rawCallbacks.channelId))
    .where(
      and(
        eq(rawCallbacks.state, 'unreadable'),
        channel ? eq(rawCallbacks.channelId, channel) : undefined,
        page.where,
      ),
    )
    .orderBy(...page.orderBy)
    .limit(page.limit)
  const { rows: found, ...links } = page.toPage(rows)
  return { ...links, rows: found.map(withReason) }
}

/** Undefined when there is none, or when it was read after all. */
export async function findUnreadable(
  ctx: Pick<Context, 'db'>,
  text: string,
): Promise<UnreadablePush | undefined> {
  const [row] = await ctx.db
    .select(selected)
    .from(rawCallbacks)
    .innerJoin(channels, eq(channels.id, rawCallbacks.channelId))
    .where(and(eq(rawCallbacks.state, 'unreadable'), eq(rawCallbacks.id, readRowId(text) ?? -1)))
  return row && withReason(row)
}

/**
 * `failure words…` or `failure #problem counts…`, as whoever applied it noted; of anything else the
 * first line is enough.
 */
function withReason<Row extends { problem: string | null }>({ problem: noted, ...row }: Row) {
  const [, failure = '', rest = ''] = /^([a-z_]+)(?: (.*))?$/s.exec(noted ?? '') ?? []
  const line = (failure ? rest : (noted ?? '')).split('\n')[0] ?? ''
  const [, named, counts = ''] = /^#([a-z_]+) ?(.*)$/.exec(line) ?? []
  const problem = isContentProblem(named) ? named : undefined
  const words = maskPhones(problem ? counts : line).slice(0, 300)
  return { ...row, failure, problem, words }
}
