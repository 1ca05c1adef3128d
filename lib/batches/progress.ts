import { sql } from 'drizzle-orm'
import type { Context } from '#lib/context.ts'
import type { Counts } from '#lib/counts/batch-counts.ts'
import { getBatch } from './queries.ts'
import type { BatchState, PauseReason } from './types.ts'

export type Progress = {
  state: BatchState
  pauseReason: PauseReason | null
  recipientCount: number
  counts: Counts
  /** Messages a second handed over lately; 0 when nothing went in the last half minute. */
  rate: number
  /** Not before this time again, when the vendor would not take calls. */
  retryAt: string | null
  finishedAt: string | null
}

/** How far a batch has come, for a screen that asks every other second. */
export async function readProgress(
  ctx: Pick<Context, 'db'>,
  { id }: { id: string },
): Promise<Progress> {
  const batch = await getBatch(ctx, id)
  const { state, pauseReason, recipientCount, counts } = batch
  return {
    state,
    pauseReason,
    recipientCount,
    counts,
    rate: state === 'sending' ? await readRate(ctx, id) : 0,
    retryAt: batch.retryAt?.toISOString() ?? null,
    finishedAt: batch.finishedAt?.toISOString() ?? null,
  }
}

async function readRate(ctx: Pick<Context, 'db'>, batchId: string): Promise<number> {
  const { rows } = await ctx.db.execute<{ rate: string | null }>(sql`
    select sum(recipient_count) / greatest(1, extract(epoch from now() - min(created_at))) as rate
    from (select recipient_count, created_at from submissions where batch_id = ${batchId}
      order by id desc limit 500) latest
    where created_at > now() - interval '30 seconds'`)
  return Number(rows[0]?.rate ?? 0)
}
