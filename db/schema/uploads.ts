import {
  bigint,
  customType,
  integer,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uuid,
} from 'drizzle-orm/pg-core'
import { users } from './users.ts'

export const bytea = customType<{ data: Buffer }>({ dataType: () => 'bytea' })

/** A file as it came, in pieces: any process on any machine can read it again. */
export const uploads = pgTable('uploads', {
  id: uuid().primaryKey().defaultRandom(),
  fileName: text().notNull(),
  size: bigint({ mode: 'number' }).notNull().default(0),
  /** Hex; null until the last byte is stored. */
  sha256: text(),
  createdBy: uuid().references(() => users.id),
  createdAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
})

export const uploadChunks = pgTable(
  'upload_chunks',
  {
    uploadId: uuid()
      .notNull()
      .references(() => uploads.id, { onDelete: 'cascade' }),
    n: integer().notNull(),
    bytes: bytea().notNull(),
  },
  (t) => [primaryKey({ columns: [t.uploadId, t.n] })],
)
