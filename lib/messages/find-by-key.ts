import { and, asc, desc, eq, gt, gte, inArray, lt, lte, or } from 'drizzle-orm'
import type { Executor } from '#db/client.ts'
import { batches } from '#db/schema/batches.ts'
import { messages } from '#db/schema/messages.ts'
import { submissions } from '#db/schema/submissions.ts'
import { batchConditions, messageConditions } from './conditions.ts'
import type { Found, MessageFilter, Place } from './types.ts'

/** Newest first, by the index on the phone, the vendor's id, or the calls with that id. */
export async function findByPhoneOrVendorId(
  db: Executor,
  filter: MessageFilter,
  place: Place,
): Promise<Found[]> {
  const calls = filter.vendorId ? await findCalls(db, filter.vendorId) : []
  if (calls.length > 0) return findInCalls(db, filter, place, calls)
  const rows = await db
    .select({ message: messages, lastId: batches.lastId })
    .from(messages)
    .innerJoin(batches, eq(batches.id, messages.batchId))
    .where(
      and(
        messageConditions(filter),
        filter.vendorId ? eq(messages.vendorMessageId, filter.vendorId) : undefined,
        // Said of the messages too, so that partitions outside the period are not read.
        filter.from ? gte(messages.createdAt, filter.from) : undefined,
        filter.to ? lt(messages.createdAt, filter.to) : undefined,
        beyond(place),
        batchConditions(db, filter),
      ),
    )
    .orderBy(place.before ? asc(messages.id) : desc(messages.id))
    .limit(place.size)
  return rows.map((row) => ({ message: row.message, lastId: row.lastId ?? 0 }))
}

/** Calls that the vendor, or we, gave this id: at most 100, the newest. */
export async function findCalls(db: Executor, id: string): Promise<number[]> {
  const rows = await db
    .select({ id: submissions.id })
    .from(submissions)
    .where(or(eq(submissions.vendorSubmissionId, id), eq(submissions.reference, id)))
    .orderBy(desc(submissions.id))
    .limit(100)
  return rows.map((row) => row.id)
}

async function findInCalls(
  db: Executor,
  filter: MessageFilter,
  place: Place,
  calls: number[],
): Promise<Found[]> {
  const rows = await db
    .select({ message: messages, lastId: batches.lastId })
    .from(submissions)
    .innerJoin(
      messages,
      and(
        eq(messages.createdAt, submissions.messagesCreatedAt),
        gte(messages.id, submissions.firstId),
        lte(messages.id, submissions.lastId),
        eq(messages.submissionId, submissions.id),
      ),
    )
    .innerJoin(batches, eq(batches.id, messages.batchId))
    .where(
      and(
        inArray(submissions.id, calls),
        messageConditions(filter),
        beyond(place),
        batchConditions(db, filter),
      ),
    )
    .orderBy(place.before ? asc(messages.id) : desc(messages.id))
    .limit(place.size)
  return rows.map((row) => ({ message: row.message, lastId: row.lastId ?? 0 }))
}

function beyond({ after, before }: Place) {
  if (before) return gt(messages.id, before.id)
  return after ? lt(messages.id, after.id) : undefined
}
