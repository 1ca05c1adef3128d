import { and, desc, eq, ilike, inArray, lt, or, type SQL, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { Executor } from '#db/client.ts'
import { batches } from '#db/schema/batches.ts'
import { channels } from '#db/schema/channels.ts'
import { uploads } from '#db/schema/uploads.ts'
import { users } from '#db/schema/users.ts'
import type { Context } from '#lib/context.ts'
import { type Counts, countBatches, emptyCounts } from '#lib/counts/batch-counts.ts'
import { UserError } from '#lib/errors.ts'
import { containing } from '#lib/paging/containing.ts'
import type { Batch } from './lock-batch.ts'
import type { BatchState } from './types.ts'

export type BatchFilter = {
  states?: BatchState[]
  channelId?: string
  templateId?: string
  /** Part of the name. */
  text?: string
  /** The id of the last batch of the page before. */
  cursor?: string
  limit?: number
}
export type BatchRow = Batch & {
  channelName: string
  vendor: string
  createdByName: string | null
  confirmedByName: string | null
  fileName: string | null
  counts: Counts
}

/** Batches, newest first, with exact counts. `next` is the cursor of the following page. */
export async function listBatches(
  ctx: Pick<Context, 'db'>,
  filter: BatchFilter = {},
): Promise<{ batches: BatchRow[]; next: string | null }> {
  const limit = filter.limit ?? 20
  const rows = await selectBatches(ctx.db, and(...conditions(ctx.db, filter)), limit + 1)
  const page = await withCounts(ctx.db, rows.slice(0, limit))
  return { batches: page, next: rows.length > limit ? (page.at(-1)?.id ?? null) : null }
}

/** One batch. Throws UserError `not_found`. */
export async function getBatch(ctx: Pick<Context, 'db'>, id: string): Promise<BatchRow> {
  const rows = await selectBatches(ctx.db, eq(batches.id, id), 1)
  const [batch] = await withCounts(ctx.db, rows)
  if (!batch) throw new UserError('not_found')
  return batch
}

/** Messages of one batch by status, exact to the last committed move. */
export async function countsOf(ctx: Pick<Context, 'db'>, batchId: string): Promise<Counts> {
  const counts = await countBatches(ctx.db, [batchId])
  return counts.get(batchId) ?? emptyCounts()
}

function conditions(db: Executor, filter: BatchFilter): (SQL | undefined)[] {
  const before = filter.cursor
    ? db.select({ at: batches.createdAt }).from(batches).where(eq(batches.id, filter.cursor))
    : undefined
  return [
    filter.states?.length ? inArray(batches.state, filter.states) : undefined,
    filter.channelId ? eq(batches.channelId, filter.channelId) : undefined,
    filter.templateId ? eq(batches.templateId, filter.templateId) : undefined,
    filter.text ? ilike(batches.name, containing(filter.text)) : undefined,
    before && filter.cursor
      ? or(
          lt(batches.createdAt, sql`(${before})`),
          and(eq(batches.createdAt, sql`(${before})`), lt(batches.id, filter.cursor)),
        )
      : undefined,
  ]
}

async function selectBatches(db: Executor, where: SQL | undefined, limit: number) {
  const creator = alias(users, 'creator')
  const confirmer = alias(users, 'confirmer')
  return db
    .select({
      batch: batches,
      channelName: channels.name,
      vendor: channels.vendor,
      createdByName: creator.name,
      confirmedByName: confirmer.name,
      fileName: uploads.fileName,
    })
    .from(batches)
    .innerJoin(channels, eq(channels.id, batches.channelId))
    .leftJoin(creator, eq(creator.id, batches.createdBy))
    .leftJoin(confirmer, eq(confirmer.id, batches.confirmedBy))
    .leftJoin(uploads, eq(uploads.id, batches.uploadId))
    .where(where)
    .orderBy(desc(batches.createdAt), desc(batches.id))
    .limit(limit)
}

async function withCounts(
  db: Executor,
  rows: Awaited<ReturnType<typeof selectBatches>>,
): Promise<BatchRow[]> {
  const counts = await countBatches(
    db,
    rows.map((row) => row.batch.id),
  )
  return rows.map(({ batch, ...more }) => ({
    ...batch,
    ...more,
    counts: counts.get(batch.id) ?? emptyCounts(),
  }))
}
