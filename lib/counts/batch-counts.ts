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

export const emptyCounts = (): Counts =>
  Object.fromEntries(messageStatuses.map((status) => [status, 0])) as Counts
