import { and, eq, gt, ne } from 'drizzle-orm'
import type { Executor } from '#db/client.ts'
import { batches } from '#db/schema/batches.ts'
import { rowsOfBatch } from './checked-rows.ts'
import { findRepeats } from './find-repeats.ts'
import type { Batch } from './lock-batch.ts'
import type { Repeat } from './types.ts'

/**
 * The repeats of a checked draft as they stand now: those that its check found, or looked for again
 * when a batch of its template was confirmed since it was made.
 */
export async function readRepeats(tx: Executor, batch: Batch): Promise<Repeat[]> {
  const { id, createdAt, templateId, firstId, lastId } = batch
  const [since] = await tx
    .select({ id: batches.id })
    .from(batches)
    .where(
      and(
        eq(batches.templateId, templateId),
        gt(batches.confirmedAt, createdAt),
        ne(batches.id, id),
      ),
    )
    .limit(1)
  if (!since || firstId === null || lastId === null) return batch.summary?.repeats ?? []
  const ids = { firstId, lastId }
  const rows = rowsOfBatch({ id, createdAt, ...ids })
  return findRepeats(tx, { ...ids, rows, templateId, batchId: id })
}
