import { sql } from 'drizzle-orm'
import type { Executor } from '#db/client.ts'
import { type MessageStatus, messageStatuses } from '#lib/messages/status.ts'

export type Counts = Record<MessageStatus, number>

/** Messages of each batch by status, exact to the last committed move. */
export async function countBatches(db: Executor, batchIds: string[]): Promise<Map<string, Counts>> {
  const counts = new Map(batchIds.map((id) => [id, emptyCounts()]))
  if (batchIds.length === 0) return counts
  const ids = sql.param(batchIds)
  const { rows } = await db.execute<{
    batchId: string
    status: MessageStatus
    messages: string
  }>(sql`
    select batch_id as "batchId", status, sum(messages) as messages from (
      select batch_id, status, messages from batch_counts where batch_id = any(${ids}::uuid[])
      union all
      select batch_id, status, messages from count_deltas where batch_id = any(${ids}::uuid[])
    ) c group by 1, 2`)
  for (const row of rows) {
    const one = counts.get(row.batchId)
    if (one) one[row.status] = Number(row.messages)
  }
  return counts
}

/** Not charged by anybody: these never left, or were refused before they did. */
const free: MessageStatus[] = ['canceled', 'blocked', 'rejected']

/** Segments of each batch that went out or still may, exact to the last committed move. */
export async function countCharged(db: Executor, batchIds: string[]): Promise<Map<string, number>> {
  if (batchIds.length === 0) return new Map()
  const [ids, left] = [sql.param(batchIds), sql.param(free)]
  const { rows } = await db.execute<{ batchId: string; segments: string }>(sql`
    select batch_id as "batchId", sum(segments) filter (where not status = any(${left}::text[])) as segments
    from (
      select batch_id, status, segments from batch_counts where batch_id = any(${ids}::uuid[])
      union all
      select batch_id, status, segments from count_deltas where batch_id = any(${ids}::uuid[])
    ) c group by 1`)
  return new Map(rows.map(({ batchId, segments }) => [batchId, Number(segments ?? 0)]))
}

export const emptyCounts = (): Counts =>
  Object.fromEntries(messageStatuses.map((status) => [status, 0])) as Counts
