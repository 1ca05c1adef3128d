import { sql } from 'drizzle-orm'
import { bigint, pgTable, text, timestamp, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { users } from './users.ts'

/** By the recipient; one list over all channels. */
export const optOuts = pgTable(
  'opt_outs',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedByDefaultAsIdentity(),
    phone: text().notNull(),
    source: text().$type<'reply' | 'import' | 'manual'>().notNull(),
    /** The reply that asked for it, kept as evidence. */
    inboundId: bigint({ mode: 'number' }),
    createdBy: uuid().references(() => users.id),
    createdAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
    undoneAt: timestamp({ withTimezone: true }),
    undoneBy: uuid().references(() => users.id),
    undoReason: text(),
  },
  (t) => [uniqueIndex('opt_outs_phone').on(t.phone).where(sql`undone_at is null`)],
)

/** By us; stops everything. */
export const blocklist = pgTable(
  'blocklist',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedByDefaultAsIdentity(),
    phone: text().notNull(),
    reason: text().notNull(),
    source: text().$type<'import' | 'manual'>().notNull().default('manual'),
    createdBy: uuid().references(() => users.id),
    createdAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
    undoneAt: timestamp({ withTimezone: true }),
    undoneBy: uuid().references(() => users.id),
    undoReason: text(),
  },
  (t) => [uniqueIndex('blocklist_phone').on(t.phone).where(sql`undone_at is null`)],
)
