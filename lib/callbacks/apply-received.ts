import { and, eq, gt, sql } from 'drizzle-orm'
import type { Db, Tx } from '#db/client.ts'
import { rawCallbacks } from '#db/schema/reports.ts'
import { loadAccount } from '#lib/channels/account-channels.ts'
import { type Channel, openCredentials } from '#lib/channels/open-channel.ts'
import type { Context } from '#lib/context.ts'
import { storeReplies } from '#lib/inbound/store-replies.ts'
import { pass } from '#lib/points.ts'
import { ProviderError } from '#lib/providers/call.ts'
import type { RawDocument, VendorEvent } from '#lib/providers/events.ts'
import { getProvider } from '#lib/providers/registry.ts'
import { applyReports } from '#lib/reports/apply.ts'
import { noteWords } from '#lib/reports/note-words.ts'
import { parkReports } from '#lib/reports/park.ts'
import { cleanEvents } from './clean-events.ts'

type Stored = typeof rawCallbacks.$inferSelect
type ApplyContext = Pick<Context, 'db' | 'keys'>

/** Events applied in one statement; each takes a dozen of PostgreSQL's 65,535 parameters at most. */
const chunk = 1_000
/** So many that cannot be applied now, for a reason that is not theirs, before giving up the turn. */
const failureLimit = 20

/**
 * Parses stored pushes and pulled answers, oldest first, and applies what they say: one
 * transaction each, so that none can hold up or undo another. Gives how many it took. What fails
 * for a reason that is not its content (a missing key) waits, and is thrown after the others.
 */
export async function applyReceived(ctx: ApplyContext, limit = 100): Promise<number> {
  const errors: unknown[] = []
  let taken = 0
  for (let after = 0; taken < limit && errors.length < failureLimit; ) {
    const { id, error } = await applyNext(ctx, after)
    if (id === undefined && error) errors.push(error)
    if (id === undefined) break
    after = id
    if (error) errors.push(error)
    else taken++
  }
  if (errors.length > 0 && taken === 0) throw errors[0]
  return taken
}

async function applyNext(
  ctx: ApplyContext,
  after: number,
): Promise<{ id?: number; error?: unknown }> {
  let id: number | undefined
  try {
    await ctx.db.transaction(async (tx) => {
      const stored = await lockNext(tx, after)
      id = stored?.id
      if (!stored) return
      await applyOne(ctx, tx, stored)
      pass('reports.uncommitted')
    })
    if (id !== undefined) pass('reports.committed')
    return id === undefined ? {} : { id }
  } catch (error) {
    return { ...(id === undefined ? {} : { id }), error }
  }
}

async function lockNext(tx: Tx, after: number): Promise<Stored | undefined> {
  const [stored] = await tx
    .select()
    .from(rawCallbacks)
    .where(and(eq(rawCallbacks.state, 'received'), gt(rawCallbacks.id, after)))
    .orderBy(rawCallbacks.id)
    .limit(1)
    .for('update', { skipLocked: true })
  return stored
}

async function applyOne(ctx: ApplyContext, tx: Tx, stored: Stored): Promise<void> {
  try {
    await tx.transaction((inner) => applyEvents(ctx, inner, stored))
    await close(tx, stored, 'applied', null)
  } catch (error) {
    // The bytes stay: whoever mends what could not read them can have them applied again.
    if (!isAboutContent(error)) throw error
    await close(tx, stored, 'unreadable', describe(error))
  }
}

async function applyEvents(ctx: ApplyContext, tx: Tx, stored: Stored): Promise<void> {
  const account = await loadAccount(ctx, tx, stored.channelId)
  if (!account) return
  const events = cleanEvents(parse(ctx, account.channel, stored), stored.receivedAt)
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
}

function parse(ctx: ApplyContext, channel: Channel, stored: Stored): VendorEvent[] {
  const provider = getProvider(channel.vendor)
  const raw: RawDocument = { ...stored, body: new Uint8Array(stored.body) }
  if (stored.source !== 'push') return provider[stored.source]?.parse(raw).events ?? []
  const account = { credentials: openCredentials(ctx, channel), settings: channel.settings }
  return provider.parseCallback?.(raw, account) ?? []
}

/** Errors that come again with the same bytes: unreadable, not ours, or not to be stored as they are. */
function isAboutContent(error: unknown): boolean {
  if (error instanceof ProviderError || error instanceof RangeError || error instanceof TypeError)
    return true
  const code = (error as { cause?: { code?: unknown } }).cause?.code
  return typeof code === 'string' && /^2[23]/.test(code)
}

const describe = (error: unknown): string =>
  error instanceof ProviderError
    ? `${error.failure} ${error.detail ?? ''}`.trim()
    : String(error).slice(0, 500)

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
}

/** How many pushes could not be read, of all channels. */
export const countUnreadable = (db: Db): Promise<number> =>
  db.$count(rawCallbacks, eq(rawCallbacks.state, 'unreadable'))
