import { sql } from 'drizzle-orm'
import {
  bigint,
  boolean,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { bytea } from './uploads.ts'

/** Pushes and pulled answers as they came; partitioned by month of `receivedAt`. */
export const rawCallbacks = pgTable(
  'raw_callbacks',
  {
    id: bigint({ mode: 'number' }).notNull().default(sql`nextval('raw_callbacks_id_seq')`),
    receivedAt: timestamp({ withTimezone: true, precision: 3 }).notNull().defaultNow(),
    channelId: uuid().notNull(),
    source: text().$type<'push' | 'pullReports' | 'pullReplies'>().notNull(),
    method: text().notNull(),
    query: text().notNull(),
    contentType: text().notNull(),
    body: bytea().notNull(),
    state: text().$type<'received' | 'applied' | 'unreadable'>().notNull().default('received'),
    problem: text(),
    appliedAt: timestamp({ withTimezone: true }),
  },
  (t) => [
    primaryKey({ columns: [t.id, t.receivedAt] }),
    index('raw_callbacks_received').on(t.id).where(sql`state = 'received'`),
    index('raw_callbacks_unreadable').on(t.id).where(sql`state = 'unreadable'`),
  ],
)

/** Reports that could not simply be applied: early or foreign ones (parked), and those that disagree (kept). */
export const deliveryReports = pgTable(
  'delivery_reports',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedByDefaultAsIdentity(),
    channelId: uuid().notNull(),
    callbackId: bigint({ mode: 'number' }).notNull(),
    state: text().$type<'parked' | 'kept'>().notNull(),
    reference: text(),
    vendorSubmissionId: text(),
    vendorMessageId: text(),
    phone: text(),
    delivered: boolean().notNull(),
    code: text().notNull(),
    at: timestamp({ withTimezone: true }).notNull(),
    messageId: bigint({ mode: 'number' }),
    createdAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
    /** Parked ones are tried again from here on. */
    retryAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
    attempts: integer().notNull().default(0),
  },
  (t) => [
    index('delivery_reports_parked').on(t.retryAt).where(sql`state = 'parked'`),
    index('delivery_reports_message').on(t.messageId),
  ],
)

export const inboundMessages = pgTable(
  'inbound_messages',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedByDefaultAsIdentity(),
    channelId: uuid().notNull(),
    phone: text().notNull(),
    content: text().notNull(),
    senderNumber: text(),
    /** The vendor's time. */
    at: timestamp({ withTimezone: true }).notNull(),
    receivedAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
    callbackId: bigint({ mode: 'number' }).notNull(),
    /** The message it answers, as far as one can tell. */
    messageId: bigint({ mode: 'number' }),
    optOut: boolean().notNull().default(false),
    /**
     * The same push twice is one reply: sha256 over the account's oldest channel, phone, time (empty
     * where the vendor gave none) and content.
     */
    fingerprint: text().notNull(),
  },
  (t) => [
    uniqueIndex('inbound_fingerprint').on(t.fingerprint),
    index('inbound_phone').on(t.phone, t.id),
    index('inbound_channel').on(t.channelId, t.id),
  ],
)
