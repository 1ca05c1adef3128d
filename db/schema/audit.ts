import { bigint, index, jsonb, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core'

/** Append-only: the application's role may select and insert, nothing else; id and time are the database's (migration 0003). */
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

/** Entries that no link covers yet; a trigger puts them here, sealing takes them out. */
export const auditUnsealed = pgTable('audit_unsealed', {
  entryId: bigint({ mode: 'number' }).primaryKey(),
})

/** The chain: each hash covers its entry and the hash before it. Append-only. */
export const auditLinks = pgTable('audit_links', {
  /** 1, 2, 3 … without gaps. */
  position: bigint({ mode: 'number' }).primaryKey(),
  entryId: bigint({ mode: 'number' }).notNull().unique(),
  /** Hex sha256. */
  hash: text().notNull(),
})

/** Signed states of the chain, one a turn of sealing. Append-only but for the time of publishing. */
export const auditHeads = pgTable('audit_heads', {
  /** Of the last link covered. */
  position: bigint({ mode: 'number' }).primaryKey(),
  hash: text().notNull(),
  sealedAt: timestamp({ withTimezone: true, precision: 3 }).notNull(),
  keyId: text().notNull(),
  /** Hex HMAC-SHA256, by a key that the database never sees. */
  signature: text().notNull(),
  /** When it was written where the operator wants heads; null until then. */
  publishedAt: timestamp({ withTimezone: true }),
})
