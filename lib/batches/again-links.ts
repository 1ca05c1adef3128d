import { isDeepStrictEqual } from 'node:util'
import { and, eq, isNotNull, ne } from 'drizzle-orm'
import type { Executor, Tx } from '#db/client.ts'
import { batches } from '#db/schema/batches.ts'
import { channels } from '#db/schema/channels.ts'
import { type Batch, lockBatch } from './lock-batch.ts'
import type { AgainKind } from './types.ts'

/** One step from a batch to the one whose people it is made of. */
export type Link = {
  source: Batch
  vendor: string
  kind: AgainKind
  /** Other confirmed batches made of the same source: whom they have is not taken again. */
  others: Batch[]
  /** All of these have the same variables. */
  exact: boolean
}

type Made = Pick<Batch, 'template' | 'sourceBatchId' | 'sourceKind'> & { id?: string }

/** The way up from a batch made of another one, nearest first; empty for a batch of a file. */
export async function listLinks(tx: Executor, made: Made): Promise<Link[]> {
  const { sourceBatchId, sourceKind: kind } = made
  if (!sourceBatchId || !kind) return []
  const [row] = await tx
    .select({ source: batches, vendor: channels.vendor })
    .from(batches)
    .innerJoin(channels, eq(channels.id, batches.channelId))
    .where(eq(batches.id, sourceBatchId))
  if (!row) throw new Error('the source of a batch is gone')
  const { source } = row
  const others = await listOthers(tx, sourceBatchId, made.id)
  const same = ({ template }: Pick<Batch, 'template'>) =>
    isDeepStrictEqual(template.variables, made.template.variables)
  const exact = [source, ...others].every(same)
  return [{ ...row, kind, others, exact }, ...(await listLinks(tx, source))]
}

const listOthers = (tx: Executor, sourceBatchId: string, except?: string): Promise<Batch[]> =>
  tx
    .select()
    .from(batches)
    .where(
      and(
        eq(batches.sourceBatchId, sourceBatchId),
        isNotNull(batches.confirmedAt),
        except === undefined ? undefined : ne(batches.id, except),
      ),
    )

/**
 * The batch and all that it was made of, locked, the eldest first: of two batches made of one, the
 * second to be confirmed sees whom the first has. Throws UserError `not_found`.
 */
export async function lockWithSources(tx: Tx, batchId: string): Promise<Batch> {
  await lockSources(tx, batchId)
  return lockBatch(tx, batchId)
}

/** All that a batch was made of, and not the batch itself. */
export async function lockSources(tx: Tx, batchId: string): Promise<void> {
  for (const id of await listSources(tx, batchId)) await lockBatch(tx, id)
}

/** What a batch was made of never changes, so that it may be read before the locks. */
async function listSources(tx: Tx, batchId: string): Promise<string[]> {
  const [batch] = await tx
    .select({ source: batches.sourceBatchId })
    .from(batches)
    .where(eq(batches.id, batchId))
  return batch?.source ? [...(await listSources(tx, batch.source)), batch.source] : []
}
