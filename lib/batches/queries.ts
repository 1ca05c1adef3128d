import { eq } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { Executor } from '#db/client.ts'
import { batches } from '#db/schema/batches.ts'
import { channels } from '#db/schema/channels.ts'
import { uploads } from '#db/schema/uploads.ts'
import { users } from '#db/schema/users.ts'
import type { Context } from '#lib/context.ts'
import { type Counts, countBatches, countCharged, emptyCounts } from '#lib/counts/batch-counts.ts'
import type { QuietHours } from '#lib/dispatch/quiet-hours.ts'
import { UserError } from '#lib/errors.ts'
import type { Batch } from './lock-batch.ts'

export type BatchRow = Batch & {
  channelName: string
  vendor: string
  quietHours: QuietHours | null
  createdByName: string | null
  confirmedByName: string | null
  fileName: string | null
  counts: Counts
  /** Segments that went out or still may; of a draft all of them. */
  chargedSegments: number
}

/** One batch. Throws UserError `not_found`. */
export async function getBatch(ctx: Pick<Context, 'db'>, id: string): Promise<BatchRow> {
  const [row] = await selectBatch(ctx.db, id)
  if (!row) throw new UserError('not_found')
  const { batch, ...more } = row
  const charged = await countCharged(ctx.db, [id])
  return {
    ...batch,
    ...more,
    counts: await countsOf(ctx, id),
    chargedSegments: charged.get(id) ?? batch.segmentCount,
  }
}

/** Messages of one batch by status, exact to the last committed move. */
export async function countsOf(ctx: { db: Executor }, batchId: string): Promise<Counts> {
  const counts = await countBatches(ctx.db, [batchId])
  return counts.get(batchId) ?? emptyCounts()
}

function selectBatch(db: Executor, id: string) {
  const creator = alias(users, 'creator')
  const confirmer = alias(users, 'confirmer')
  return db
    .select({
      batch: batches,
      channelName: channels.name,
      vendor: channels.vendor,
      quietHours: channels.quietHours,
      createdByName: creator.name,
      confirmedByName: confirmer.name,
      fileName: uploads.fileName,
    })
    .from(batches)
    .innerJoin(channels, eq(channels.id, batches.channelId))
    .leftJoin(creator, eq(creator.id, batches.createdBy))
    .leftJoin(confirmer, eq(confirmer.id, batches.confirmedBy))
    .leftJoin(uploads, eq(uploads.id, batches.uploadId))
    .where(eq(batches.id, id))
}
