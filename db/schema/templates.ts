import { sql } from 'drizzle-orm'
import { index, jsonb, pgTable, text, timestamp, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import type { ReviewStatus } from '#lib/providers/vendor-templates.ts'
import type { Category, Settings } from '#lib/providers/vocabulary.ts'
import { channels } from './channels.ts'

export const signatures = pgTable(
  'signatures',
  {
    id: uuid().primaryKey().defaultRandom(),
    channelId: uuid()
      .notNull()
      .references(() => channels.id),
    /** Without the brackets. */
    text: text().notNull(),
    reviewStatus: text().$type<ReviewStatus>().notNull().default('none'),
    note: text(),
    createdAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
    deletedAt: timestamp({ withTimezone: true }),
  },
  (t) => [uniqueIndex('signatures_text').on(t.channelId, t.text).where(sql`deleted_at is null`)],
)

export const templates = pgTable(
  'templates',
  {
    id: uuid().primaryKey().defaultRandom(),
    channelId: uuid()
      .notNull()
      .references(() => channels.id),
    title: text().notNull(),
    signature: text().notNull(),
    /** Canonical, with `{name}` variables. */
    text: text().notNull(),
    variables: text().array().notNull(),
    /** Most characters of a value, by the variable's name. */
    variableLengths: jsonb().$type<Record<string, number>>().notNull().default({}),
    category: text().$type<Category>().notNull(),
    vendorId: text(),
    settings: jsonb().$type<Settings>().notNull().default({}),
    reviewStatus: text().$type<ReviewStatus>().notNull().default('none'),
    reviewReason: text(),
    syncedAt: timestamp({ withTimezone: true }),
    createdAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
    updatedAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
    deletedAt: timestamp({ withTimezone: true }),
  },
  (t) => [
    index('templates_channel').on(t.channelId),
    uniqueIndex('templates_vendor_id').on(t.channelId, t.vendorId).where(sql`deleted_at is null`),
  ],
)
