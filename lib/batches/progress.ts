import { sql } from 'drizzle-orm'
import type { Context } from '#lib/context.ts'
import type { Counts } from '#lib/counts/batch-counts.ts'
import { quietUntil } from '#lib/dispatch/quiet-hours.ts'
import { type BatchRow, getBatch } from './queries.ts'
import type { BatchState, PauseReason } from './types.ts'
import { type Prospect, readProspect } from './unknown-prospect.ts'

export type Progress = {
  state: BatchState
  pauseReason: PauseReason | null
  recipientCount: number
  counts: Counts
  /** Segments that went out or still may. */
  chargedSegments: number
  /** Messages a second handed over lately; 0 when nothing went in the last half minute. */
  rate: number
  /** Not before this time again: the vendor would not take calls, or limits per phone hold what is left. */
  retryAt: string | null
  isHeldByLimits: boolean
  /** Marketing that waits for the end of the channel's quiet hours. */
  quietUntil: string | null
  finishedAt: string | null
  /** What may settle unknown messages; null when there are none. */
  prospect: Prospect | null
}

/** How far a batch has come, for a screen that asks every other second. */
export async function readProgress(
  ctx: Pick<Context, 'db'>,
  { id }: { id: string },
): Promise<Progress> {
  const batch = await getBatch(ctx, id)
  const { state, pauseReason, recipientCount, counts, chargedSegments } = batch
  return {
    state,
    pauseReason,
    recipientCount,
    counts,
    chargedSegments,
    rate: state === 'sending' ? await readRate(ctx, id) : 0,
    retryAt: batch.retryAt?.toISOString() ?? null,
    isHeldByLimits: isHeldByLimits(batch),
    quietUntil: quietEnd(batch)?.toISOString() ?? null,
    finishedAt: batch.finishedAt?.toISOString() ?? null,
    prospect: await readProspect(ctx, batch),
  }
}

/** What is queued waits for our limits per phone or account: the vendor refused nothing. */
export const isHeldByLimits = ({ state, attempts, retryAt, counts }: BatchRow): boolean =>
  state === 'sending' &&
  attempts === 0 &&
  counts.queued > 0 &&
  (retryAt?.getTime() ?? 0) > Date.now()

/** Only where something still waits, and the vendor was not given it to hold. */
function quietEnd({ state, template, quietHours, counts, heldByVendor }: BatchRow) {
  const waits = state === 'sending' && template.category === 'marketing' && counts.queued > 0
  return waits && !heldByVendor ? quietUntil(quietHours, new Date()) : undefined
}

async function readRate(ctx: Pick<Context, 'db'>, batchId: string): Promise<number> {
  const { rows } = await ctx.db.execute<{ rate: string | null }>(sql`
    select sum(recipient_count) / greatest(1, extract(epoch from now() - min(created_at))) as rate
    from (select recipient_count, created_at from submissions where batch_id = ${batchId}
      order by id desc limit 500) latest
    where created_at > now() - interval '30 seconds'`)
  return Number(rows[0]?.rate ?? 0)
}
