import { eq, sql } from 'drizzle-orm'
import type { Db, Tx } from '#db/client.ts'
import { channels } from '#db/schema/channels.ts'
import { rawCallbacks } from '#db/schema/reports.ts'
import { openCredentials } from '#lib/channels/open-channel.ts'
import type { Context } from '#lib/context.ts'
import { storeReplies } from '#lib/inbound/store-replies.ts'
import { ProviderError, type RawDocument, type VendorEvent } from '#lib/providers/contract.ts'
import { getProvider } from '#lib/providers/registry.ts'
import { applyReports } from '#lib/reports/apply.ts'
import { parkReports } from '#lib/reports/park.ts'

type Stored = typeof rawCallbacks.$inferSelect
type ApplyContext = Pick<Context, 'db' | 'keys'>

/**
 * Parses stored pushes and pulled answers, oldest first, and applies what they say: one
 * transaction each, so that none can hold up or undo another. Gives how many it took.
 */
export async function applyReceived(ctx: ApplyContext, limit = 100): Promise<number> {
  let taken = 0
  while (taken < limit && (await applyNext(ctx))) taken++
  return taken
}

async function applyNext(ctx: ApplyContext): Promise<boolean> {
  return ctx.db.transaction(async (tx) => {
    const [stored] = await tx
      .select()
      .from(rawCallbacks)
      .where(eq(rawCallbacks.state, 'received'))
      .orderBy(rawCallbacks.id)
      .limit(1)
      .for('update', { skipLocked: true })
    if (!stored) return false
    await applyOne(ctx, tx, stored)
    return true
  })
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
  const events = await parse(ctx, tx, stored)
  const source = { channelId: stored.channelId, callbackId: stored.id }
  const reports = events.filter((event) => event.type === 'report')
  const { unmatched } = await applyReports(tx, source, reports)
  await parkReports(tx, source, unmatched)
  const replies = events.filter((event) => event.type === 'reply')
  await storeReplies(tx, source, replies)
}

async function parse(ctx: ApplyContext, tx: Tx, stored: Stored): Promise<VendorEvent[]> {
  const [channel] = await tx.select().from(channels).where(eq(channels.id, stored.channelId))
  if (!channel) return []
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
