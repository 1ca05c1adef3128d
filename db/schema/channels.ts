import { sql } from 'drizzle-orm'
import {
  integer,
  jsonb,
  numeric,
  pgTable,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import type { QuietHours } from '#lib/dispatch/quiet-hours.ts'
import type { Category, Settings } from '#lib/providers/vocabulary.ts'

/** Limits that differ from the vendor's own; absent means the vendor's. */
export type ChannelLimits = {
  perPhoneIntervalSeconds?: number
  perPhoneDaily?: Partial<Record<Category, number>>
  accountDaily?: number
}

export const channels = pgTable(
  'channels',
  {
    id: uuid().primaryKey().defaultRandom(),
    vendor: text().notNull(),
    name: text().notNull(),
    /** Null: the vendor's own address. */
    baseUrl: text(),
    /** Sealed JSON (lib/channels/store.ts); the key's id is part of it and stands beside it. */
    credentials: text().notNull(),
    keyId: text().notNull(),
    settings: jsonb().$type<Settings>().notNull().default({}),
    /** CNY a segment. */
    price: numeric({ precision: 12, scale: 4 }).notNull().default('0'),
    recipientsPerCall: integer(),
    callsPerSecond: integer(),
    limits: jsonb().$type<ChannelLimits>().notNull().default({}),
    /** When marketing waits; null: never. */
    quietHours: jsonb().$type<QuietHours>(),
    /** What marketing must say here; null: nothing. */
    optOutWords: text(),
    lowBalance: numeric({ precision: 14, scale: 4 }),
    state: text().$type<'active' | 'paused'>().notNull().default('active'),
    /** Sealed: the address is shown again to whoever may see it. */
    callbackToken: text().notNull(),
    /** sha256, hex: what an incoming address is looked up by. */
    callbackTokenHash: text().notNull().unique(),
    /** The address before the last rotation, sealed; good until the time beside it. */
    previousCallbackToken: text(),
    previousCallbackTokenHash: text().unique(),
    previousCallbackUntil: timestamp({ withTimezone: true }),
    previousCallbackUsedAt: timestamp({ withTimezone: true }),
    /** Addresses and CIDR ranges that pushes may come from; empty: any. */
    callbackSources: text().array().notNull().default([]),
    /** The last push of whatever kind, readable or not. */
    lastCallbackAt: timestamp({ withTimezone: true }),
    /** The last push that held reports, and the last that held replies: what is pushed is not asked for. */
    reportsPushedAt: timestamp({ withTimezone: true }),
    repliesPushedAt: timestamp({ withTimezone: true }),
    lastSuccessAt: timestamp({ withTimezone: true }),
    balancePolledAt: timestamp({ withTimezone: true }),
    balanceProblem: text(),
    reportsPolledAt: timestamp({ withTimezone: true }),
    repliesPolledAt: timestamp({ withTimezone: true }),
    createdAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
    updatedAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
    archivedAt: timestamp({ withTimezone: true }),
  },
  (t) => [uniqueIndex('channels_name').on(t.name).where(sql`archived_at is null`)],
)
