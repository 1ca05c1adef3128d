import { bigint, date, index, integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import type { MessageStatus } from '#lib/messages/status.ts'

/** Appended by whoever moves messages; folded into the rollups by one process. */
export const countDeltas = pgTable(
  'count_deltas',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedByDefaultAsIdentity(),
    batchId: uuid().notNull(),
    channelId: uuid().notNull(),
    /** Day of the call in Asia/Shanghai; null for messages no call has carried. */
    day: date(),
    status: text().$type<MessageStatus>().notNull(),
    code: text().notNull().default(''),
    carrier: text().notNull().default(''),
    messages: integer().notNull(),
    segments: integer().notNull(),
  },
  (t) => [index('count_deltas_batch').on(t.batchId)],
)

export const batchCounts = pgTable(
  'batch_counts',
  {
    batchId: uuid().notNull(),
    status: text().$type<MessageStatus>().notNull(),
    messages: integer().notNull(),
    segments: integer().notNull(),
  },
  (t) => [primaryKey({ columns: [t.batchId, t.status] })],
)

export const dailyCounts = pgTable(
  'daily_counts',
  {
    day: date().notNull(),
    channelId: uuid().notNull(),
    status: text().$type<MessageStatus>().notNull(),
    code: text().notNull(),
    carrier: text().notNull(),
    messages: integer().notNull(),
    segments: integer().notNull(),
  },
  (t) => [primaryKey({ columns: [t.day, t.channelId, t.status, t.code, t.carrier] })],
)
