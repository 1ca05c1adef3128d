import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync, type SQLInputValue } from 'node:sqlite'

const SCHEMA = `
CREATE TABLE IF NOT EXISTS state (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS messages (
  id INTEGER PRIMARY KEY AUTOINCREMENT, callId TEXT NOT NULL, messageId TEXT, phone TEXT NOT NULL,
  text TEXT NOT NULL, reference TEXT, template TEXT NOT NULL, purse TEXT NOT NULL,
  extension TEXT, meta TEXT, segments INTEGER NOT NULL, day TEXT NOT NULL,
  acceptedAt INTEGER NOT NULL, code TEXT NOT NULL, dueAt INTEGER,
  reportedAt INTEGER, handedAt INTEGER
) STRICT;
CREATE INDEX IF NOT EXISTS messages_due ON messages (dueAt) WHERE reportedAt IS NULL;
CREATE INDEX IF NOT EXISTS messages_waiting ON messages (id)
  WHERE reportedAt IS NOT NULL AND handedAt IS NULL;
CREATE INDEX IF NOT EXISTS messages_call ON messages (callId);
CREATE INDEX IF NOT EXISTS messages_phone ON messages (phone, day);
CREATE INDEX IF NOT EXISTS messages_day ON messages (day);
CREATE TABLE IF NOT EXISTS told (id INTEGER PRIMARY KEY) STRICT;
CREATE TABLE IF NOT EXISTS replies (
  id INTEGER PRIMARY KEY AUTOINCREMENT, phone TEXT NOT NULL, content TEXT NOT NULL, extension TEXT,
  dueAt INTEGER NOT NULL, handedAt INTEGER
) STRICT;
CREATE INDEX IF NOT EXISTS replies_waiting ON replies (dueAt) WHERE handedAt IS NULL;
`

export type Database = {
  /** Rows of a query, in the shape the caller names. */
  all<T>(sql: string, params?: Record<string, SQLInputValue>): T[]
  run(sql: string, params?: Record<string, SQLInputValue>): void
  transaction<T>(work: () => T): T
  getState<T>(name: string): T | undefined
  setState(name: string, value: unknown): void
  /** The next number of a sequence that is never repeated, not even by a restart or a reset. */
  takeNumbers(name: string, first: number, count: number): number
  clear(): void
  close(): void
}

/**
 * One vendor's store: a SQLite file `<vendor>.sqlite` in `dataDir`, or memory without it. What was
 * answered survives the killing of the process, which is what the sandbox promises; a power cut
 * may lose the last moments, since nothing is synced.
 */
export function openDatabase(vendor: string, dataDir?: string): Database {
  if (dataDir) mkdirSync(dataDir, { recursive: true })
  const db = new DatabaseSync(dataDir ? join(dataDir, `${vendor}.sqlite`) : ':memory:')
  db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF;')
  db.exec(SCHEMA)
  const prepared = new Map<string, ReturnType<typeof db.prepare>>()
  const prepare = (sql: string) => {
    const statement = prepared.get(sql) ?? db.prepare(sql)
    prepared.set(sql, statement)
    return statement
  }
  const all = <T>(sql: string, params: Record<string, SQLInputValue> = {}) =>
    prepare(sql).all(params) as T[]
  const run = (sql: string, params: Record<string, SQLInputValue> = {}) => {
    prepare(sql).run(params)
  }
  let open = false
  const transaction = <T>(work: () => T): T => {
    if (open) return work()
    db.exec('BEGIN')
    open = true
    try {
      const result = work()
      db.exec('COMMIT')
      return result
    } catch (error) {
      db.exec('ROLLBACK')
      throw error
    } finally {
      open = false
    }
  }
  const states = stateFunctions(all, run)
  const clear = () => {
    run('DELETE FROM messages')
    run('DELETE FROM told')
    run('DELETE FROM replies')
    run("DELETE FROM state WHERE name NOT LIKE 'sequence:%'")
  }
  return { all, run, transaction, ...states, clear, close: () => db.close() }
}

function stateFunctions(all: Database['all'], run: Database['run']) {
  const getState = <T>(name: string): T | undefined => {
    const [row] = all<{ value: string }>('SELECT value FROM state WHERE name = $name', { name })
    return row && (JSON.parse(row.value) as T)
  }
  const setState = (name: string, value: unknown) =>
    run('INSERT OR REPLACE INTO state (name, value) VALUES ($name, $value)', {
      name,
      value: JSON.stringify(value),
    })
  const takeNumbers = (name: string, first: number, count: number): number => {
    const next = getState<number>(`sequence:${name}`) ?? first
    setState(`sequence:${name}`, next + count)
    return next
  }
  return { getState, setState, takeNumbers }
}
