import { and, eq, gt, notInArray, sql } from 'drizzle-orm'
import type { Db, Tx } from '#db/client.ts'
import { rawCallbacks } from '#db/schema/reports.ts'
import { loadAccount } from '#lib/channels/account-channels.ts'
import type { Context } from '#lib/context.ts'
import { storeReplies } from '#lib/inbound/store-replies.ts'
import { eraseOverduePush } from '#lib/personal-data/erase-old-rows.ts'
import { pass } from '#lib/points.ts'
import type { VendorEvent } from '#lib/providers/events.ts'
import { applyReports } from '#lib/reports/apply.ts'
import { noteWords } from '#lib/reports/note-words.ts'
import { parkReports } from '#lib/reports/park.ts'
import { cleanEvents } from './clean-events.ts'
import { noteKinds } from './note-kinds.ts'
import { describeLeft, describeProblem, isAboutContent, readStored } from './read-stored.ts'

type Stored = typeof rawCallbacks.$inferSelect
type ApplyContext = Pick<Context, 'db' | 'keys'>

/** Events applied in one statement; each takes a dozen of PostgreSQL's 65,535 parameters at most. */
const chunk = 1_000
/** So many pushes of a channel fail for a reason that is not their content before it is left out. */
const patience = 3

type Options = {
  limit?: number
  /** Only what came for this channel. */
  channelId?: string
}

/**
 * Parses stored pushes and pulled answers, oldest first, and applies what they say: one
 * transaction each, so that none can hold up or undo another. Gives how many it took. What fails
 * for a reason that is not its content (a missing key) waits, its channel is left out for the rest
 * of the turn, and the error is thrown if nothing else could be done.
 */
export async function applyReceived(
  ctx: ApplyContext,
  { limit = 100, channelId }: Options = {},
): Promise<number> {
  const errors: unknown[] = []
  const failures = new Map<string, number>()
  let taken = 0
  for (let after = 0; taken < limit; ) {
    const leftOut = [...failures].flatMap(([id, count]) => (count >= patience ? [id] : []))
    const { stored, error } = await applyNext(ctx, { after, leftOut, channelId })
    if (error) errors.push(error)
    if (!stored) break
    after = stored.id
    if (error) failures.set(stored.channelId, (failures.get(stored.channelId) ?? 0) + 1)
    else taken++
  }
  if (errors.length > 0 && taken === 0) throw errors[0]
  return taken
}

type Next = { after: number; leftOut: string[]; channelId: string | undefined }

async function applyNext(
  ctx: ApplyContext,
  next: Next,
): Promise<{ stored?: Stored | undefined; error?: unknown }> {
  let stored: Stored | undefined
  try {
    const events = await ctx.db.transaction(async (tx) => {
      stored = await lockNext(tx, next)
      if (!stored) return []
      const events = await applyOne(ctx, tx, stored)
      pass('reports.uncommitted')
      return events
    })
    if (stored) pass('reports.committed')
    if (stored) await noteKinds(ctx.db, stored, events)
    return { stored }
  } catch (error) {
    return { stored, error }
  }
}

async function lockNext(tx: Tx, { after, leftOut, channelId }: Next): Promise<Stored | undefined> {
  const [stored] = await tx
    .select()
    .from(rawCallbacks)
    .where(
      and(
        eq(rawCallbacks.state, 'received'),
        gt(rawCallbacks.id, after),
        leftOut.length > 0 ? notInArray(rawCallbacks.channelId, leftOut) : undefined,
        channelId ? eq(rawCallbacks.channelId, channelId) : undefined,
      ),
    )
    .orderBy(rawCallbacks.id)
    .limit(1)
    .for('update', { skipLocked: true })
  return stored
}

/** Gives what it said; nothing where it could not be read. */
async function applyOne(ctx: ApplyContext, tx: Tx, stored: Stored): Promise<VendorEvent[]> {
  try {
    const { events, left } = await tx.transaction((inner) => applyEvents(ctx, inner, stored))
    if (left === 0) await close(tx, stored, 'applied', null)
    // Reading it again changes nothing for the rows that were applied.
    else await close(tx, stored, 'unreadable', describeLeft(left, events.length))
    return events
  } catch (error) {
    // The bytes stay: whoever mends what could not read them can have them applied again.
    if (!isAboutContent(error)) throw error
    await close(tx, stored, 'unreadable', describeProblem(error))
    return []
  }
}

/** `left`: rows that could not be read. */
async function applyEvents(
  ctx: ApplyContext,
  tx: Tx,
  stored: Stored,
): Promise<{ events: VendorEvent[]; left: number }> {
  const account = await loadAccount(ctx, tx, stored.channelId)
  if (!account) return { events: [], left: 0 }
  const rows = readStored(ctx, account.channel, stored)
  const readable = rows.filter((event) => event.type !== 'unreadable')
  const events = cleanEvents(readable, stored.receivedAt)
  const source = { channelId: stored.channelId, callbackId: stored.id, account: account.ids }
  for (let n = 0; n < events.length; n += chunk) {
    const some = events.slice(n, n + chunk)
    const reports = some.filter((event) => event.type === 'report')
    const { unmatched } = await applyReports(tx, source, reports)
    await parkReports(tx, source, unmatched)
    await noteWords(
      tx,
      account.ids,
      some.filter((event) => event.type === 'word'),
    )
    const replies = some.filter((event) => event.type === 'reply')
    await storeReplies(tx, source, replies)
  }
  return { events, left: rows.length - readable.length }
}

async function close(
  tx: Tx,
  stored: Stored,
  state: Stored['state'],
  problem: string | null,
): Promise<void> {
  await tx
    .update(rawCallbacks)
    .set({ state, problem, appliedAt: sql`now()` })
    .where(sql`id = ${stored.id} and received_at = ${stored.receivedAt}`)
  if (state === 'applied') await eraseOverduePush(tx, stored)
}

/** How many pushes could not be read, of all channels. */
export const countUnreadable = (db: Db): Promise<number> =>
  db.$count(rawCallbacks, eq(rawCallbacks.state, 'unreadable'))
