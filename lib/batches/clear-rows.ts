import { eq, sql } from 'drizzle-orm'
import type { Executor } from '#db/client.ts'
import { batches, refusedRows } from '#db/schema/batches.ts'

type Rows = Pick<typeof batches.$inferSelect, 'id' | 'createdAt' | 'firstId' | 'lastId'>

/** Removes every message and refused row of a draft; what was counted of them is reset. */
export async function clearRows(tx: Executor, batch: Rows): Promise<void> {
  if (batch.firstId !== null) {
    await tx.execute(sql`
      delete from messages where created_at = ${batch.createdAt} and batch_id = ${batch.id}
        and id between ${batch.firstId} and ${batch.lastId}`)
  }
  await tx.delete(refusedRows).where(eq(refusedRows.batchId, batch.id))
  await tx
    .update(batches)
    .set({
      firstId: null,
      lastId: null,
      nextId: null,
      recipientCount: 0,
      segmentCount: 0,
      summary: null,
      importProgress: null,
    })
    .where(eq(batches.id, batch.id))
}
