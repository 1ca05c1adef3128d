import { createHash } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { auditEntries } from '#db/schema/audit.ts'

/** What stands before the first entry. */
export const noHash = '0'.repeat(64)

/** An entry as it is hashed: the database's own texts, so that no rounding hides a change. */
export const hashedColumns = {
  id: sql<string>`${auditEntries.id}::text`,
  at: sql<string>`to_char(${auditEntries.at} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US')`,
  actorId: sql<string | null>`${auditEntries.actorId}::text`,
  actorName: sql<string>`${auditEntries.actorName}`,
  via: sql<string>`${auditEntries.via}`,
  action: sql<string>`${auditEntries.action}`,
  targetId: sql<string | null>`${auditEntries.targetId}`,
  details: sql<string>`${auditEntries.details}::text`,
  address: sql<string | null>`${auditEntries.address}`,
}
const names = Object.keys(hashedColumns) as (keyof typeof hashedColumns)[]
export type HashedEntry = {
  [N in keyof typeof hashedColumns]: (typeof hashedColumns)[N]['_']['type']
}

/** Hex sha256 over the hash before, the place in the chain, and every column of the entry. */
export const linkHash = (before: string, position: number, entry: HashedEntry): string =>
  createHash('sha256')
    .update(JSON.stringify([before, position, ...names.map((name) => entry[name])]))
    .digest('hex')
