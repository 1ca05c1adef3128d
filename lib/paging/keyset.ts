import { type SQL, sql } from 'drizzle-orm'
import type { PgColumn } from 'drizzle-orm/pg-core'

/** Which page: after `cursor`, or before `before`, or the first. Both are opaque. */
export type PageAsk = { cursor?: string | undefined; before?: string | undefined; limit?: number }
export type Page<T> = { rows: T[]; next?: string; previous?: string }

type Keyset = {
  /** Select this as `key` beside the row's own columns. */
  key: SQL<string>
  where: SQL | undefined
  orderBy: SQL[]
  limit: number
  toPage<T extends { key: string }>(rows: T[]): Page<Omit<T, 'key'>>
}

/**
 * Paging by the values of `columns`, which together are unique and never null. The values travel
 * as the database's own text, so that microseconds survive. A broken cursor gives the first page.
 */
export function keyset(ask: PageAsk, columns: PgColumn[], order: 'asc' | 'desc' = 'desc'): Keyset {
  const backward = ask.before !== undefined
  const at = readCursor(ask.before ?? ask.cursor, columns)
  const descending = (order === 'desc') !== backward
  const size = ask.limit ?? 50
  return {
    key: sql<string>`json_build_array(${list(columns.map((c) => sql`${c}::text`))})::text`,
    where: at && beyond(columns, at, descending),
    orderBy: columns.map((c) => (descending ? sql`${c} desc` : sql`${c} asc`)),
    limit: size + 1,
    toPage: (rows) => toPage(rows, { size, backward, started: at !== undefined }),
  }
}

const list = (parts: SQL[]): SQL => sql.join(parts, sql`, `)

const beyond = (columns: PgColumn[], at: string[], descending: boolean): SQL =>
  sql`(${list(columns.map((c) => sql`${c}`))}) ${sql.raw(descending ? '<' : '>')} (${list(
    columns.map((c, n) => sql`${at[n]}::${sql.raw(c.getSQLType())}`),
  )})`

function readCursor(text: string | undefined, columns: PgColumn[]): string[] | undefined {
  if (!text) return undefined
  try {
    const values: unknown = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'))
    const whole = Array.isArray(values) && values.length === columns.length
    return whole && values.every((value, n) => fits(columns[n], value)) ? values : undefined
  } catch {
    return undefined
  }
}

/** Whether a text is a place that some page gave, whatever list it is of. */
export function isCursor(text: string): boolean {
  try {
    const values: unknown = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'))
    return Array.isArray(values) && values.every((value) => typeof value === 'string')
  } catch {
    return false
  }
}

const forms: Record<string, RegExp> = {
  bigint: /^\d{1,18}$/,
  uuid: /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/,
}

/** Whether the database can read a value as the column's type, so that a made-up one is no error. */
function fits(column: PgColumn | undefined, value: unknown): boolean {
  if (!column || typeof value !== 'string' || value.includes('\0')) return false
  const type = column.getSQLType()
  if (type.startsWith('timestamp'))
    return /^[12]\d{3}-\d\d-\d\d \d\d:/.test(value) && !Number.isNaN(Date.parse(value))
  return forms[type]?.test(value) ?? true
}

function toPage<T extends { key: string }>(
  fetched: T[],
  { size, backward, started }: { size: number; backward: boolean; started: boolean },
): Page<Omit<T, 'key'>> {
  const more = fetched.length > size
  const kept = fetched.slice(0, size)
  if (backward) kept.reverse()
  const rows = kept.map(({ key: _, ...row }) => row)
  const [first, last] = [kept[0], kept.at(-1)]
  const page: Page<Omit<T, 'key'>> = { rows }
  if (last && (backward ? started : more)) page.next = toCursor(last.key)
  if (first && (backward ? more : started)) page.previous = toCursor(first.key)
  return page
}

const toCursor = (key: string): string => Buffer.from(key).toString('base64url')
