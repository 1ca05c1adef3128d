import { eq, sql } from 'drizzle-orm'
import type { Executor, Tx } from '#db/client.ts'
import { batches } from '#db/schema/batches.ts'
import { UserError } from '#lib/errors.ts'
import type { Batch } from './lock-batch.ts'

/** The batch that a request with this key has made. */
export async function findOnce(db: Executor, key: string): Promise<Batch | undefined> {
  const [batch] = await db.select().from(batches).where(eq(batches.onceKey, key))
  return batch
}

/** Throws UserError `once_taken` when a batch has the key; of two at once the second sees the first. */
export async function requireNewKey(tx: Tx, key: string): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`once:${key}`}, 0))`)
  const taken = await findOnce(tx, key)
  if (taken) throw new UserError('once_taken', { name: taken.name })
}
