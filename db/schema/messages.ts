import {
  bigint,
  index,
  integer,
  pgTable,
  primaryKey,
  smallint,
  text,
  timestamp,
  uuid,
} from 'drizzle-orm/pg-core'
import type { MessageStatus } from '#lib/messages/status.ts'
import type { Failure } from '#lib/providers/vocabulary.ts'

/**
 * One text to one phone. Partitioned by month of `createdAt`, which is its batch's, so that a
 * batch lies in one partition; written at import, at the outcome and at the report.
 */
export const messages = pgTable(
  'messages',
  {
    /** Taken in blocks from messages_id_seq by whoever imports. */
    id: bigint({ mode: 'number' }).notNull(),
    createdAt: timestamp({ withTimezone: true, precision: 3 }).notNull(),
    batchId: uuid().notNull(),
    channelId: uuid().notNull(),
    /** Row of the file, as a spreadsheet counts. */
    row: integer().notNull(),
    phone: text().notNull(),
    values: text().array().notNull(),
    segments: smallint().notNull(),
    status: text().$type<MessageStatus>().notNull(),
    submissionId: bigint({ mode: 'number' }),
    vendorMessageId: text(),
    /** Why it was refused or blocked by us or the vendor; else null. */
    failure: text().$type<Failure | 'opt_out' | 'blocklist' | 'cap' | 'ended'>(),
    /** The vendor's code: of the report, else of the refusal. */
    code: text(),
    submittedAt: timestamp({ withTimezone: true }),
    reportedAt: timestamp({ withTimezone: true }),
  },
  (t) => [primaryKey({ columns: [t.id, t.createdAt] }), index('messages_phone').on(t.phone, t.id)],
)
