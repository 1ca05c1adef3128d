import { and, eq, inArray, lte, sql } from 'drizzle-orm'
import type { Db, Tx } from '#db/client.ts'
import { batches } from '#db/schema/batches.ts'
import type { submissions } from '#db/schema/submissions.ts'
import { appendDeltas } from '#lib/counts/delta.ts'

/** Ids looked at in one transaction: half a second, where a million would take longer than a statement may. */
const portion = 20_000
/** Milliseconds that whoever ends a batch waits for its messages; a loop does the rest. */
export const whileWaitedFor = 5_000
/** Batches taken up in one turn. */
const turn = 10

type Range = { from: number; to: number }

/** Turns every queued message of a range of a batch's into `canceled`; gives how many. */
async function cancelQueued(tx: Tx, batchId: string, { from, to }: Range): Promise<number> {
  const { rows } = await tx.execute<Record<string, unknown>>(sql`
    with gone as (
      update messages m set status = 'canceled' from batches b
      where b.id = ${batchId} and m.created_at = b.created_at and m.batch_id = b.id
        and m.id between ${from} and ${to} and m.status = 'queued'
      returning m.channel_id, m.segments
    )
    select channel_id, count(*)::int as messages, sum(segments)::int as segments from gone group by 1`)
  const gone = rows[0]
  if (!gone) return 0
  const [messages, segments] = [Number(gone.messages), Number(gone.segments)]
  await appendDeltas(tx, { batchId, channelId: gone.channel_id as string }, [
    { status: 'queued', messages: -messages, segments: -segments },
    { status: 'canceled', messages, segments },
  ])
  return messages
}

/** What a call put back after its batch was aborted. */
export const cancelCalled = (
  tx: Tx,
  {
    batchId,
    firstId,
    lastId,
  }: Pick<typeof submissions.$inferSelect, 'batchId' | 'firstId' | 'lastId'>,
): Promise<number> => cancelQueued(tx, batchId, { from: firstId, to: lastId })

/** Ended before all of it was sent, and looked through only up to here: nothing below is queued. */
const isLeft = and(
  inArray(batches.state, ['aborted', 'canceled']),
  lte(batches.nextId, batches.lastId),
)

/**
 * Cancels what is queued of a batch that was ended, a portion in each transaction, until nothing is
 * left or `forMs` are over. Nothing of it is claimed meanwhile; whoever comes next goes on from there.
 */
export async function cancelEnded(
  db: Db,
  batchId: string,
  forMs = Number.POSITIVE_INFINITY,
): Promise<void> {
  const until = performance.now() + forMs
  while (performance.now() < until && (await cancelPortion(db, batchId)));
}

const cancelPortion = (db: Db, batchId: string): Promise<boolean> =>
  db.transaction(async (tx) => {
    const [batch] = await tx
      .select()
      .from(batches)
      .where(and(eq(batches.id, batchId), isLeft))
      .for('update')
    if (!batch || batch.nextId === null || batch.lastId === null) return false
    const to = Math.min(batch.lastId, batch.nextId + portion - 1)
    await cancelQueued(tx, batchId, { from: batch.nextId, to })
    await tx
      .update(batches)
      .set({ nextId: to + 1 })
      .where(eq(batches.id, batchId))
    return true
  })

/** Goes on where somebody who ended a batch did not come to its end; gives how many it took up. */
export async function cancelLeft(db: Db): Promise<number> {
  const left = await db.select({ id: batches.id }).from(batches).where(isLeft).limit(turn)
  const errors: unknown[] = []
  for (const { id } of left) {
    await cancelPortion(db, id).catch((error: unknown) => errors.push(error))
  }
  if (errors.length > 0) throw new AggregateError(errors, `${errors.length} batches not canceled`)
  return left.length
}
