import { sql } from 'drizzle-orm'
import { bigint, index, integer, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core'
import type { Failure } from '#lib/providers/vocabulary.ts'

export type SubmissionState = 'submitting' | 'accepted' | 'rejected' | 'requeued' | 'unknown'

/** One call to a vendor, committed before it is made. */
export const submissions = pgTable(
  'submissions',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedByDefaultAsIdentity(),
    /** Travels to the vendor; never used twice. */
    reference: text().notNull().unique(),
    batchId: uuid().notNull(),
    channelId: uuid().notNull(),
    /** The batch's createdAt: names the partition of its messages. */
    messagesCreatedAt: timestamp({ withTimezone: true, precision: 3 }).notNull(),
    /** Its messages lie between these ids. */
    firstId: bigint({ mode: 'number' }).notNull(),
    lastId: bigint({ mode: 'number' }).notNull(),
    recipientCount: integer().notNull(),
    state: text().$type<SubmissionState>().notNull().default('submitting'),
    worker: text().notNull(),
    leaseUntil: timestamp({ withTimezone: true }).notNull(),
    /** The vendor's id of the call. */
    vendorSubmissionId: text(),
    requestId: text(),
    failure: text().$type<Failure>(),
    code: text(),
    detail: text(),
    createdAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
    finishedAt: timestamp({ withTimezone: true }),
    /** When the vendor was last asked what became of an unknown call. */
    lookedAt: timestamp({ withTimezone: true }),
  },
  (t) => [
    index('submissions_batch').on(t.batchId, t.id),
    index('submissions_channel').on(t.channelId, t.createdAt),
    index('submissions_vendor').on(t.vendorSubmissionId),
    index('submissions_open').on(t.leaseUntil).where(sql`state = 'submitting'`),
    index('submissions_unknown').on(t.channelId, t.id).where(sql`state = 'unknown'`),
  ],
)
