import { sql } from 'drizzle-orm'
import { classifyDatabaseError, innermost } from './classify-error.ts'
import type { Executor } from './client.ts'
import journal from './migrations/meta/_journal.json' with { type: 'json' }

/** The last migration this code was written for, as the table of those applied names it. */
const wanted = Math.max(...journal.entries.map((entry) => entry.when))

/**
 * Whether the database has every migration this code needs; a newer one is fine. Throws what the
 * database throws when it cannot be reached.
 */
export async function isMigrated(db: Executor): Promise<boolean> {
  try {
    const { rows } = await db.execute<{ last: string | null }>(
      sql`select max(created_at) as last from drizzle.__drizzle_migrations`,
    )
    return Number(rows[0]?.last ?? 0) >= wanted
  } catch (error) {
    // No table: nothing was ever applied. No right to read it: no migration of late, it gives that.
    const { code } = innermost(error) as { code?: string }
    if (code === '42501' || classifyDatabaseError(error) === 'not_migrated') return false
    throw error
  }
}
