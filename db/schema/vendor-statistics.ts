import { date, integer, pgTable, primaryKey, timestamp, uuid } from 'drizzle-orm/pg-core'

/** The last answer of a vendor to "how many on that day"; asked on demand, within its pace. */
export const vendorStatistics = pgTable(
  'vendor_statistics',
  {
    channelId: uuid().notNull(),
    /** In Asia/Shanghai. */
    day: date().notNull(),
    sent: integer().notNull(),
    delivered: integer().notNull(),
    failed: integer().notNull(),
    waiting: integer().notNull(),
    askedAt: timestamp({ withTimezone: true }).notNull(),
  },
  (t) => [primaryKey({ columns: [t.channelId, t.day] })],
)
