import { and, eq, gt, isNotNull, isNull, sql } from 'drizzle-orm'
import type { Tx } from '#db/client.ts'
import { channels } from '#db/schema/channels.ts'
import { templates } from '#db/schema/templates.ts'
import { appendAudit } from '#lib/audit/append.ts'
import { storeQuotas } from '#lib/balances/store.ts'
import { loadChannel } from '#lib/channels/load.ts'
import { openChannel } from '#lib/channels/open-channel.ts'
import { takeQuery } from '#lib/channels/take-query.ts'
import { type Context, inTransaction } from '#lib/context.ts'
import { UserError } from '#lib/errors.ts'
import type { TemplatesApi, VendorTemplate } from '#lib/providers/vendor-templates.ts'
import type { Template } from './load.ts'
import { differs, toGone, toImported, toSynced } from './merge.ts'
import { SyncTemplatesInput } from './schemas.ts'

export type SyncResult = { updated: number; imported: number; gone: number; unchanged: number }
type Listed = Awaited<ReturnType<TemplatesApi<unknown>['list']>>

/**
 * Brings our templates of a channel in line with the vendor's list. Audited when something changed
 * or a person asked. Throws UserError `sync_unsupported`, `query_wait`, and ProviderError.
 */
export async function syncTemplates(
  ctx: Context,
  input: { channelId: string },
): Promise<SyncResult> {
  const { channelId } = SyncTemplatesInput.parse(input)
  const channel = await loadChannel(ctx.db, channelId)
  const { provider, call } = openChannel(ctx, channel)
  if (!provider.templates) throw new UserError('sync_unsupported', { name: channel.name })
  const waitMs = await takeQuery(ctx, channel)
  if (waitMs > 0) throw new UserError('query_wait', { seconds: Math.ceil(waitMs / 1000) })
  const askedAt = await readClock(ctx)
  const listed = await provider.templates.list(call)
  return inTransaction(ctx, async (tx) => {
    const at = new Date()
    const result = await merge(tx, channelId, listed, askedAt)
    await storeQuotas(tx, channelId, listed.quota ?? [], at)
    await tx.update(channels).set({ lastSuccessAt: at }).where(eq(channels.id, channelId))
    const changed = result.updated + result.imported + result.gone > 0
    if (changed || ctx.actor.via !== 'system') {
      const details = { channel: channel.name, ...result }
      await appendAudit(ctx, tx, { action: 'template.sync', targetId: channelId, details })
    }
    return result
  })
}

/** The database's clock wrote createdAt and deletedAt, so it must say when we asked. */
async function readClock(ctx: Context): Promise<Date> {
  const { rows } = await ctx.db.execute<{ now: string }>(sql`select now() as now`)
  return new Date(rows[0]?.now ?? Number.NaN)
}

async function merge(
  tx: Tx,
  channelId: string,
  { templates: listed, whole }: Listed,
  askedAt: Date,
): Promise<SyncResult> {
  // One sync of a channel at a time; the row of the channel stands for all its templates.
  await tx.select().from(channels).where(eq(channels.id, channelId)).for('update')
  const ours = await listOurs(tx, channelId)
  const removed = await listRemovedSince(tx, channelId, askedAt)
  const result: SyncResult = { updated: 0, imported: 0, gone: 0, unchanged: 0 }
  for (const theirs of listed) {
    const own = ours.get(theirs.vendorId)
    // Deleted here after we had asked: the list is older than that.
    if (!own && removed.has(theirs.vendorId)) continue
    const what = await store(tx, channelId, own, theirs)
    if (what) result[what] += 1
  }
  // Of what a list does not show nobody can say that it is gone.
  if (!whole) return result
  const there = new Set(listed.map(({ vendorId }) => vendorId))
  for (const [vendorId, own] of ours) {
    if (there.has(vendorId) || own.createdAt > askedAt || !differs(own, toGone)) continue
    await tx.update(templates).set(toGone).where(eq(templates.id, own.id))
    result.gone += 1
  }
  return result
}

/** Undefined when there is not enough of it to be stored. */
async function store(
  tx: Tx,
  channelId: string,
  own: Template | undefined,
  theirs: VendorTemplate,
): Promise<keyof SyncResult | undefined> {
  const syncedAt = new Date()
  if (!own) {
    const imported = toImported(theirs)
    if (!imported) return undefined
    await tx.insert(templates).values({ channelId, ...imported, syncedAt })
    return 'imported'
  }
  const next = toSynced(own, theirs)
  const changed = differs(own, next)
  await tx
    .update(templates)
    .set({ ...next, syncedAt, ...(changed ? { updatedAt: syncedAt } : {}) })
    .where(eq(templates.id, own.id))
  return changed ? 'updated' : 'unchanged'
}

async function listOurs(tx: Tx, channelId: string): Promise<Map<string, Template>> {
  const rows = await tx
    .select()
    .from(templates)
    .where(and(eq(templates.channelId, channelId), isNull(templates.deletedAt)))
  return new Map(rows.flatMap((row) => (row.vendorId === null ? [] : [[row.vendorId, row]])))
}

async function listRemovedSince(tx: Tx, channelId: string, since: Date): Promise<Set<string>> {
  const rows = await tx
    .select({ vendorId: templates.vendorId })
    .from(templates)
    .where(
      and(
        eq(templates.channelId, channelId),
        isNotNull(templates.vendorId),
        gt(templates.deletedAt, since),
      ),
    )
  return new Set(rows.flatMap(({ vendorId }) => (vendorId === null ? [] : [vendorId])))
}
