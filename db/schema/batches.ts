import { sql } from 'drizzle-orm'
import {
  type AnyPgColumn,
  bigint,
  boolean,
  index,
  integer,
  jsonb,
  numeric,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import type {
  AgainKind,
  ApprovalState,
  BatchState,
  CheckSummary,
  FrozenTemplate,
  ImportOptions,
  ImportProgress,
  ImportState,
  PauseReason,
} from '#lib/batches/types.ts'
import { channels } from './channels.ts'
import { templates } from './templates.ts'
import { uploads } from './uploads.ts'
import { users } from './users.ts'

export const batches = pgTable(
  'batches',
  {
    id: uuid().primaryKey().defaultRandom(),
    name: text().notNull(),
    /** Named by whoever asked for it: the same request made again makes no second batch. */
    onceKey: text(),
    channelId: uuid()
      .notNull()
      .references(() => channels.id),
    templateId: uuid()
      .notNull()
      .references(() => templates.id),
    uploadId: uuid().references(() => uploads.id, { onDelete: 'set null' }),
    /** The batch whose people it is made of, and which of them; null: of a file. */
    sourceBatchId: uuid().references((): AnyPgColumn => batches.id),
    sourceKind: text().$type<AgainKind>(),
    /** The template as it was when the file was checked: what is sent. */
    template: jsonb().$type<FrozenTemplate>().notNull(),
    state: text().$type<BatchState>().notNull().default('draft'),
    pauseReason: jsonb().$type<PauseReason>(),

    importState: text().$type<ImportState>().notNull().default('none'),
    importOptions: jsonb().$type<ImportOptions>().notNull().default({}),
    importProgress: jsonb().$type<ImportProgress>(),
    summary: jsonb().$type<CheckSummary>(),

    recipientCount: integer().notNull().default(0),
    segmentCount: integer().notNull().default(0),
    /** CNY a segment when it was checked. */
    price: numeric({ precision: 12, scale: 4 }).notNull().default('0'),

    /** Messages of a batch lie between these ids; nothing below nextId is queued. */
    firstId: bigint({ mode: 'number' }),
    lastId: bigint({ mode: 'number' }),
    nextId: bigint({ mode: 'number' }),
    /** Calls refused for a while: counted, and not before this time again. */
    attempts: integer().notNull().default(0),
    retryAt: timestamp({ withTimezone: true }),
    /** Recipients a call while the vendor refuses whole calls for some of them; null: as many as it allows. */
    callSize: integer(),

    approval: text().$type<ApprovalState>().notNull().default('none'),
    approvedBy: uuid().references(() => users.id),
    approvedAt: timestamp({ withTimezone: true }),
    /** What was approved: template, price, counts and rows, as one sha256. */
    contentHash: text(),

    createdBy: uuid().references(() => users.id),
    /** To the millisecond, so that it can be compared in the clear: it names the partition. */
    createdAt: timestamp({ withTimezone: true, precision: 3 }).notNull().defaultNow(),
    confirmedBy: uuid().references(() => users.id),
    confirmedAt: timestamp({ withTimezone: true }),
    scheduledAt: timestamp({ withTimezone: true }),
    /** The vendor gets the messages at once and holds them until scheduledAt. */
    heldByVendor: boolean().notNull().default(false),
    startedAt: timestamp({ withTimezone: true }),
    finishedAt: timestamp({ withTimezone: true }),
    /** When the settings' time was over (lib/personal-data). */
    phonesErasedAt: timestamp({ withTimezone: true }),
    refusedErasedAt: timestamp({ withTimezone: true }),
  },
  (t) => [
    index('batches_created').on(t.createdAt, t.id),
    index('batches_channel').on(t.channelId),
    // The history lists messages batch by batch, newest first: the rows themselves need no index for it.
    index('batches_last_id').on(t.lastId),
    index('batches_template').on(t.templateId),
    index('batches_state').on(t.state),
    uniqueIndex('batches_once_key').on(t.onceKey),
    index('batches_source').on(t.sourceBatchId),
    uniqueIndex('batches_open_again').on(t.sourceBatchId, t.sourceKind).where(sql`state = 'draft'`),
  ],
)

export const refusedRows = pgTable(
  'refused_rows',
  {
    batchId: uuid()
      .notNull()
      .references(() => batches.id, { onDelete: 'cascade' }),
    row: integer().notNull(),
    reason: text().notNull(),
    params: jsonb().$type<Record<string, string | number>>(),
    /** The line as it stands in the file. */
    line: text().notNull(),
  },
  (t) => [primaryKey({ columns: [t.batchId, t.row] })],
)
