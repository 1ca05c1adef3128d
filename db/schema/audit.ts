import { bigint, index, jsonb, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core'

/** Append-only: the application's role may select and insert, nothing else. */
export const auditEntries = pgTable(
  'audit_entries',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedByDefaultAsIdentity(),
    at: timestamp({ withTimezone: true }).notNull().defaultNow(),
    actorId: uuid(),
    actorName: text().notNull(),
    via: text().$type<'console' | 'cli' | 'system'>().notNull(),
    /** noun.verb: batch.confirm, channel.update, message.reveal. */
    action: text().notNull(),
    targetId: text(),
    /** Before and after, without secrets and with phones masked. */
    details: jsonb().$type<Record<string, unknown>>().notNull().default({}),
    address: text(),
  },
  (t) => [index('audit_target').on(t.targetId, t.id), index('audit_actor').on(t.actorId, t.id)],
)
