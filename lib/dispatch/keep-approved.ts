import { and, eq, isNull, lte, or, sql } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { batches } from '#db/schema/batches.ts'
import { channels } from '#db/schema/channels.ts'
import { checkApproved } from '#lib/batches/check-approved.ts'
import { type Batch, lockBatch } from '#lib/batches/lock-batch.ts'
import { pauseOf } from '#lib/batches/pause-of.ts'
import { UserError } from '#lib/errors.ts'
import { hasQueued } from './has-queued.ts'

/** How long this process relies on a check: a minute, and longer where reading the rows took seconds. */
const holdsMs = 60_000
const timesItTook = 20
/** performance.now() up to which a batch's last check is relied on. */
const checks = new Map<string, number>()

/**
 * False when a batch is not what was approved any more; it is paused then. Looked at before
 * a process's first claim of it and then about once a minute: what is changed in the database in between
 * may go out. Outside the claim, whose calls must leave at once and whose lock others wait for.
 */
export async function keepApproved(db: Db, batchId: string): Promise<boolean> {
  if (!isCheckDue(batchId)) return true
  const began = performance.now()
  const batch = await findDue(db, batchId)
  if (!batch) return true
  const isKept = batch.approval !== 'approved' || !(await findChange(db, batch))
  if (!isKept && (await pauseChanged(db, batchId))) return false
  const now = performance.now()
  for (const [id, until] of checks) if (until <= now) checks.delete(id)
  checks.set(batchId, now + Math.max(holdsMs, (now - began) * timesItTook))
  return true
}

/** Whether the next claim of a batch must look first, which takes seconds where it is large. */
export const isCheckDue = (batchId: string): boolean =>
  (checks.get(batchId) ?? 0) <= performance.now()

/** The batch, if it might be claimed from now. */
async function findDue(db: Db, batchId: string): Promise<Batch | undefined> {
  const [row] = await db
    .select({ batch: batches })
    .from(batches)
    .innerJoin(channels, eq(channels.id, batches.channelId))
    .where(
      and(
        eq(batches.id, batchId),
        eq(batches.state, 'sending'),
        eq(channels.state, 'active'),
        or(isNull(batches.retryAt), lte(batches.retryAt, sql`now()`)),
      ),
    )
  return row?.batch
}

async function findChange(...asked: Parameters<typeof checkApproved>) {
  try {
    await checkApproved(...asked)
    return undefined
  } catch (error) {
    if (error instanceof UserError) return error
    throw error
  }
}

/** Looks again with the batch locked: what is erased by rule changes rows and approval together. */
const pauseChanged = (db: Db, batchId: string): Promise<boolean> =>
  db.transaction(async (tx) => {
    const batch = await lockBatch(tx, batchId)
    const change = batch.state === 'sending' ? await findChange(tx, batch) : undefined
    if (!change) return false
    const { rowCount } = await tx.execute(sql`
      update batches set state = 'paused', pause_reason = ${JSON.stringify(pauseOf(change))}::jsonb
      where id = ${batchId} and ${hasQueued(batch)}`)
    return (rowCount ?? 0) > 0
  })
