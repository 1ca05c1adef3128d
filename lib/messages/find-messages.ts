import { and, asc, desc, eq, gt, gte, inArray, lt, lte, type SQL, sql } from 'drizzle-orm'
import type { Executor } from '#db/client.ts'
import { batches } from '#db/schema/batches.ts'
import { messages } from '#db/schema/messages.ts'
import { batchConditions, messageConditions } from './conditions.ts'
import type { Cursor } from './cursor.ts'
import { findByPhoneOrVendorId } from './find-by-key.ts'
import type { Found, MessageFilter, Place } from './types.ts'

/**
 * Up to `size` messages of confirmed batches, newest batch first, newest message of a batch first.
 * By phone or vendor's id through their indexes; all else batch by batch, so that only partitions
 * with batches in question are read, and no batch that is still being checked is.
 */
export async function findMessages(
  db: Executor,
  filter: MessageFilter,
  place: Place,
): Promise<Found[]> {
  const byKey = filter.phone || filter.vendorId
  const find = byKey ? findByPhoneOrVendorId : findByBatch
  const found = await find(db, filter, place)
  return place.before ? found.reverse() : found
}

async function findByBatch(db: Executor, filter: MessageFilter, place: Place): Promise<Found[]> {
  const found: Found[] = []
  let from: BatchPlace = { lastId: (place.before ?? place.after)?.lastId, inclusive: true }
  // Few batches usually fill a page; when they are small or bare, ever more are asked at once.
  for (let many = 4; found.length < place.size; many = Math.min(many * 4, 512)) {
    const some = await listBatches(db, filter, { ...from, many, backward: !!place.before })
    const ids = some.map((batch) => batch.id)
    if (some.length > 0) found.push(...(await findInBatches(db, filter, place, ids)))
    if (some.length < many) break
    from = { lastId: some.at(-1)?.lastId ?? undefined, inclusive: false }
  }
  return found.slice(0, place.size)
}

type BatchPlace = { lastId: number | undefined; inclusive: boolean }

function listBatches(
  db: Executor,
  filter: MessageFilter,
  from: BatchPlace & { many: number; backward: boolean },
) {
  const order = from.backward ? asc : desc
  const [strictly, orAt] = from.backward ? [gt, gte] : [lt, lte]
  const beyond = from.inclusive ? orAt : strictly
  return db
    .select({ id: batches.id, lastId: batches.lastId })
    .from(batches)
    .where(
      and(
        batchConditions(db, filter),
        from.lastId === undefined ? undefined : beyond(batches.lastId, from.lastId),
      ),
    )
    .orderBy(order(batches.lastId))
    .limit(from.many)
}

async function findInBatches(
  db: Executor,
  filter: MessageFilter,
  { after, before, size }: Place,
  ids: string[],
): Promise<Found[]> {
  const span = db
    .select({
      id: batches.id,
      createdAt: batches.createdAt,
      firstId: batches.firstId,
      lastId: batches.lastId,
    })
    .from(batches)
    .where(inArray(batches.id, ids))
    .as('span')
  // Expressions over the batch alone: they stay bounds of the index, however deep the page.
  const at = (
    cursor: Cursor | undefined,
    id: number,
    otherwise: SQL | typeof span.firstId | typeof span.lastId,
  ) =>
    cursor
      ? sql`case when ${span.lastId} = ${cursor.lastId} then ${id} else ${otherwise} end`
      : otherwise
  const order = before ? asc : desc
  const inBatch = db
    .select()
    .from(messages)
    .where(
      and(
        eq(messages.createdAt, span.createdAt),
        eq(messages.batchId, span.id),
        sql`${messages.id} >= ${at(before, (before?.id ?? 0) + 1, span.firstId)}`,
        sql`${messages.id} <= ${at(before ? undefined : after, (after?.id ?? 0) - 1, span.lastId)}`,
        messageConditions(filter),
      ),
    )
    .orderBy(order(messages.id))
    .limit(size)
    .as('in_batch')
  const rows = await db
    .select()
    .from(span)
    .crossJoinLateral(inBatch)
    .orderBy(order(span.lastId), order(inBatch.id))
    .limit(size)
  return rows.map((row) => ({ message: row.in_batch, lastId: row.span.lastId ?? 0 }))
}
