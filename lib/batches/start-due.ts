import { and, eq, lte, sql } from 'drizzle-orm'
import type { Db, Tx } from '#db/client.ts'
import { batches } from '#db/schema/batches.ts'
import { UserError } from '#lib/errors.ts'
import { pass } from '#lib/points.ts'
import { checkApproved } from './check-approved.ts'
import { checkTemplate } from './check-template.ts'
import type { Batch } from './lock-batch.ts'

/** Starts the scheduled batches whose time has come; gives how many it took up. */
export async function startDue(db: Db): Promise<number> {
  let taken = 0
  while (await db.transaction(startNext)) {
    pass('start.committed')
    taken++
  }
  return taken
}

async function startNext(tx: Tx): Promise<boolean> {
  const [batch] = await tx
    .select()
    .from(batches)
    .where(and(eq(batches.state, 'scheduled'), lte(batches.scheduledAt, sql`now()`)))
    .limit(1)
    .for('update', { skipLocked: true })
  if (!batch) return false
  await tx
    .update(batches)
    .set(await begin(tx, batch))
    .where(eq(batches.id, batch.id))
  pass('start.uncommitted')
  return true
}

/** A template that changed since the batch was confirmed makes it wait for a person instead. */
async function begin(tx: Tx, batch: Batch) {
  try {
    await checkTemplate(tx, batch)
    await checkApproved(tx, batch)
    return { state: 'sending' as const, startedAt: sql`now()` }
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    const pauseReason = { reason: 'template_unavailable' as const, code: error.code }
    return { state: 'paused' as const, pauseReason }
  }
}
