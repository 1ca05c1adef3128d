import { and, eq, lte, sql } from 'drizzle-orm'
import type { Db, Tx } from '#db/client.ts'
import { batches } from '#db/schema/batches.ts'
import { UserError } from '#lib/errors.ts'
import { pass } from '#lib/points.ts'
import { checkAgain } from './again-eligible.ts'
import { lockSources } from './again-links.ts'
import { checkApproved } from './check-approved.ts'
import { checkTemplate } from './check-template.ts'
import type { Batch } from './lock-batch.ts'
import { pauseOf } from './pause-of.ts'

const isDue = and(eq(batches.state, 'scheduled'), lte(batches.scheduledAt, sql`now()`))

/**
 * Starts the scheduled batches whose time has come; gives how many it took up. One that cannot be
 * started does not hold up the others: its error is thrown after them.
 */
export async function startDue(db: Db): Promise<number> {
  const errors: unknown[] = []
  let taken = 0
  for (const { id } of await db.select({ id: batches.id }).from(batches).where(isDue)) {
    try {
      if (!(await db.transaction((tx) => start(tx, id)))) continue
      pass('start.committed')
      taken++
    } catch (error) {
      errors.push(error)
    }
  }
  if (errors.length > 0) throw new AggregateError(errors, `${errors.length} batches not started`)
  return taken
}

/** What it was made of is locked first, as by every verb; a batch that another has is passed over. */
async function start(tx: Tx, id: string): Promise<boolean> {
  await lockSources(tx, id)
  const [batch] = await tx
    .select()
    .from(batches)
    .where(and(eq(batches.id, id), isDue))
    .for('update', { skipLocked: true })
  if (!batch) return false
  await tx
    .update(batches)
    .set(await begin(tx, batch))
    .where(eq(batches.id, batch.id))
  pass('start.uncommitted')
  return true
}

/** What changed since the batch was confirmed makes it wait for a person instead. */
async function begin(tx: Tx, batch: Batch) {
  try {
    await checkTemplate(tx, batch)
    await checkApproved(tx, batch)
    await checkAgain(tx, batch)
    return { state: 'sending' as const, startedAt: sql`now()` }
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    return { state: 'paused' as const, pauseReason: pauseOf(error) }
  }
}
