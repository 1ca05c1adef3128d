import { bigint, doublePrecision, jsonb, pgTable, text, timestamp } from 'drizzle-orm/pg-core'

/** Token buckets shared by every process: calls of a channel, sign-in attempts. */
export const rateBuckets = pgTable('rate_buckets', {
  key: text().primaryKey(),
  tokens: doublePrecision().notNull(),
  updatedAt: timestamp({ withTimezone: true }).notNull(),
})

/** One row a living worker. */
export const workers = pgTable('workers', {
  id: text().primaryKey(),
  startedAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
  seenAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
})

/** Settings of the whole console, by key (lib/settings). */
export const settings = pgTable('settings', {
  key: text().primaryKey(),
  value: jsonb().notNull(),
})

/** How far retention has come through a table that it goes through by id (lib/personal-data). */
export const erasures = pgTable('erasures', {
  name: text().primaryKey(),
  lastId: bigint({ mode: 'number' }).notNull(),
})
