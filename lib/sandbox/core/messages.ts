import type { SQLInputValue } from 'node:sqlite'
import type { Database } from './database.ts'

/** One accepted message. Times are milliseconds since the epoch; `day` is China's calendar day. */
export type MessageRow = {
  id: number
  callId: string
  messageId: string | null
  phone: string
  /** The text as it arrives, signature included. */
  text: string
  reference: string | null
  template: string
  /** The vendor's counter that the message was paid from. */
  purse: string
  extension: string | null
  /** JSON of whatever else the vendor's answers need. */
  meta: string | null
  segments: number
  day: string
  acceptedAt: number
  /** How it ends; only true once `reportedAt` is set. */
  code: string
  /** When the report comes, or null when none ever will. */
  dueAt: number | null
  reportedAt: number | null
  /** When the report was pushed or read. */
  handedAt: number | null
}

export type NewMessage = Omit<MessageRow, 'id' | 'reportedAt' | 'handedAt'>

const COLUMNS =
  'callId, messageId, phone, text, reference, template, purse, extension, meta, segments, day, ' +
  'acceptedAt, code, dueAt'
const INSERT = `INSERT INTO messages (${COLUMNS}) VALUES (${COLUMNS.replace(/\w+/g, '$$$&')})`
const WAITING = 'reportedAt IS NOT NULL AND handedAt IS NULL'
const IDS = 'id IN (SELECT value FROM json_each($ids))'

const idsOf = (rows: readonly { id: number }[]) => JSON.stringify(rows.map((row) => row.id))

/** The statements over accepted messages that every vendor shares. */
export const createMessages = (db: Database) => ({
  insert: (row: NewMessage) => db.run(INSERT, row as Record<string, SQLInputValue>),
  ...reportStatements(db),
  ...logStatements(db),
})

export type Messages = ReturnType<typeof createMessages>

const count = (db: Database, sql: string, params: Record<string, SQLInputValue> = {}): number =>
  db.all<{ n: number }>(`SELECT count(*) AS n FROM messages WHERE ${sql}`, params)[0]?.n ?? 0

function reportStatements(db: Database) {
  return {
    due: (now: number, limit: number) =>
      db.all<MessageRow>(
        `SELECT * FROM messages WHERE reportedAt IS NULL AND dueAt <= $now
         ORDER BY dueAt LIMIT $limit`,
        { now, limit },
      ),
    nextDue: () =>
      db.all<{ at: number | null }>(
        'SELECT min(dueAt) AS at FROM messages WHERE reportedAt IS NULL AND dueAt IS NOT NULL',
      )[0]?.at ?? undefined,
    markReported: (rows: readonly MessageRow[], at: number) =>
      db.run(`UPDATE messages SET reportedAt = $at WHERE ${IDS}`, { at, ids: idsOf(rows) }),
    waiting: (limit: number) =>
      db.all<MessageRow>(`SELECT * FROM messages WHERE ${WAITING} ORDER BY id LIMIT $limit`, {
        limit,
      }),
    countWaiting: () => count(db, WAITING),
    markHanded: (rows: readonly { id: number }[], at: number) =>
      db.run(`UPDATE messages SET handedAt = $at WHERE ${IDS}`, { at, ids: idsOf(rows) }),
    /** The customer has answered the push of these reports. */
    markTold: (rows: readonly { id: number }[]) =>
      db.run('INSERT OR IGNORE INTO told SELECT value FROM json_each($ids)', { ids: idsOf(rows) }),
    listTold: () =>
      db
        .all<{ phone: string }>('SELECT phone FROM messages JOIN told USING (id)')
        .map((row) => row.phone),
    /** Makes every message that still awaits its report due now: all, or those of one call. */
    hurry: (now: number, callId?: string) =>
      db.run(
        `UPDATE messages SET dueAt = $now WHERE reportedAt IS NULL AND dueAt > $now
           AND ($callId IS NULL OR callId = $callId)`,
        { now, callId: callId ?? null },
      ),
  }
}

/** Two statements, so that the one about a phone has its index. */
const ofPhone = (phone?: string): string => (phone === undefined ? 'true' : 'phone = $phone')

function logStatements(db: Database) {
  return {
    list: (after: number, limit: number, phone?: string) =>
      db.all<MessageRow>(
        `SELECT * FROM messages WHERE ${ofPhone(phone)} AND id > $after ORDER BY id LIMIT $limit`,
        { after, limit, ...(phone === undefined ? {} : { phone }) },
      ),
    count: (phone?: string) => count(db, ofPhone(phone), phone === undefined ? {} : { phone }),
    latestTo: (phone: string) =>
      db.all<MessageRow>('SELECT * FROM messages WHERE phone = $phone ORDER BY id DESC LIMIT 1', {
        phone,
      })[0],
  }
}
