import { eq, isNull, sql } from 'drizzle-orm'
import { channels } from '#db/schema/channels.ts'
import { rateBuckets } from '#db/schema/runtime.ts'
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
  const due: Turn[] = []
  for (const turn of await listSyncable(ctx)) if (await takeTurn(ctx, turn)) due.push(turn)
  const syncs = await Promise.allSettled(due.map((turn) => syncOne(ctx, turn)))
  const broken = syncs.flatMap((sync) => (sync.status === 'rejected' ? [sync.reason] : []))
  if (broken.length > 0) throw new AggregateError(broken, 'templates could not be synced')
  return syncs.filter((sync) => sync.status === 'fulfilled' && sync.value).length
}

type Turn = { id: string; pace: keyof typeof every }

const keyOf = ({ id, pace }: Turn): string => `sync:${pace}:${id}`

/** A bucket of one token is a clock that all workers share. */
async function takeTurn(ctx: Context, turn: Turn): Promise<boolean> {
  const bucket = { key: keyOf(turn), perSecond: 1 / every[turn.pace], burst: 1 }
  return (await takeTokens(ctx.db, bucket)) === 0
}

/** False when the vendor's pace allowed no call: the turn is given back. */
async function syncOne(ctx: Context, turn: Turn): Promise<boolean> {
  try {
    await syncTemplates(ctx, { channelId: turn.id })
    return true
  } catch (error) {
    if (!(error instanceof UserError && error.code === 'query_wait')) throw error
    await ctx.db.delete(rateBuckets).where(eq(rateBuckets.key, keyOf(turn)))
    return false
  }
}

async function listSyncable(ctx: Context): Promise<Turn[]> {
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
