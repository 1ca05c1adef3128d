import { isNull, sql } from 'drizzle-orm'
import { channels } from '#db/schema/channels.ts'
import type { Context } from '#lib/context.ts'
import { UserError } from '#lib/errors.ts'
import { getProvider } from '#lib/providers/registry.ts'
import { takeTokens } from '#lib/rates/take-tokens.ts'
import { syncTemplates } from './sync.ts'

/** Seconds between two syncs of a channel by themselves. */
const every = { reviewing: 60, quiet: 3600 }

/**
 * Syncs every channel whose vendor has a template API: each minute while a template is in review,
 * each hour otherwise. Gives how many were synced; failures are thrown after all had their turn.
 */
export async function syncDue(ctx: Context): Promise<number> {
  const due: string[] = []
  for (const { id, pace } of await listSyncable(ctx)) {
    // A bucket of one token is a clock that all workers share.
    const bucket = { key: `sync:${pace}:${id}`, perSecond: 1 / every[pace], burst: 1 }
    if ((await takeTokens(ctx.db, bucket)) === 0) due.push(id)
  }
  const syncs = await Promise.allSettled(due.map((channelId) => syncTemplates(ctx, { channelId })))
  const broken = syncs.flatMap((sync) =>
    sync.status === 'rejected' && !isTooSoon(sync.reason) ? [sync.reason] : [],
  )
  if (broken.length > 0) throw new AggregateError(broken, 'templates could not be synced')
  return syncs.filter(({ status }) => status === 'fulfilled').length
}

const isTooSoon = (error: unknown): boolean =>
  error instanceof UserError && ['query_wait', 'not_found'].includes(error.code)

async function listSyncable(ctx: Context): Promise<{ id: string; pace: keyof typeof every }[]> {
  const rows = await ctx.db
    .select({
      id: channels.id,
      vendor: channels.vendor,
      reviewing: sql<boolean>`exists (select 1 from templates t where t.channel_id = channels.id
        and t.deleted_at is null and t.review_status = 'review')`,
    })
    .from(channels)
    .where(isNull(channels.archivedAt))
  return rows
    .filter(({ vendor }) => getProvider(vendor).templates !== undefined)
    .map(({ id, reviewing }) => ({ id, pace: reviewing ? 'reviewing' : 'quiet' }))
}
