import { eq } from 'drizzle-orm'
import type { Tx } from '#db/client.ts'
import { batches } from '#db/schema/batches.ts'
import { UserError } from '#lib/errors.ts'
import type { BatchState } from './types.ts'

export type Batch = typeof batches.$inferSelect

/** The batch, held against claims and other verbs until the transaction ends. */
export async function lockBatch(tx: Tx, batchId: string): Promise<Batch> {
  const [batch] = await tx.select().from(batches).where(eq(batches.id, batchId)).for('update')
  if (!batch) throw new UserError('not_found')
  return batch
}

/** Throws when the batch is in none of the states from which a verb may start. */
export function expectState(batch: Batch, ...states: BatchState[]): void {
  if (!states.includes(batch.state)) throw new UserError('batch_state', { state: batch.state })
}
