import { bigint, index, numeric, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core'

/** What a channel had left at a time, one row a kind of quota. */
export const balances = pgTable(
  'balances',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedByDefaultAsIdentity(),
    channelId: uuid().notNull(),
    at: timestamp({ withTimezone: true }).notNull().defaultNow(),
    unit: text().$type<'cny' | 'messages'>().notNull(),
    name: text().notNull(),
    amount: numeric({ precision: 16, scale: 4 }).notNull(),
  },
  (t) => [index('balances_channel').on(t.channelId, t.at)],
)
