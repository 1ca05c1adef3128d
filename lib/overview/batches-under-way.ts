import { asc, eq, inArray } from 'drizzle-orm'
import type { Executor } from '#db/client.ts'
import { batches } from '#db/schema/batches.ts'
import { channels } from '#db/schema/channels.ts'
import type { BatchState, PauseReason } from '#lib/batches/types.ts'
import { type Counts, countBatches, emptyCounts } from '#lib/counts/batch-counts.ts'

export type BatchUnderWay = {
  id: string
  name: string
  channelName: string
  state: BatchState
  pauseReason: PauseReason | null
  recipientCount: number
  scheduledAt: Date | null
  counts: Counts
}

/** Batches that wait for approval or for their time, are going out, or are paused: 50 at most. */
export async function listUnderWay(db: Executor): Promise<BatchUnderWay[]> {
  const rows = await db
    .select({
      id: batches.id,
      name: batches.name,
      channelName: channels.name,
      state: batches.state,
      pauseReason: batches.pauseReason,
      recipientCount: batches.recipientCount,
      scheduledAt: batches.scheduledAt,
    })
    .from(batches)
    .innerJoin(channels, eq(channels.id, batches.channelId))
    .where(inArray(batches.state, ['awaiting_approval', 'scheduled', 'sending', 'paused']))
    .orderBy(asc(batches.createdAt))
    .limit(50)
  const counts = await countBatches(
    db,
    rows.map((row) => row.id),
  )
  return rows.map((row) => ({ ...row, counts: counts.get(row.id) ?? emptyCounts() }))
}
