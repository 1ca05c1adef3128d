import { sql } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { isMigrated } from '#db/schema-state.ts'

export type Health = {
  ok: boolean
  database: 'ok' | 'not migrated' | 'unreachable'
  worker: 'ok' | 'none' | 'unknown'
  /** Living workers. */
  workers: number
}

/** A worker that has not been seen for so long is not well. */
const seenSeconds = 15

/** Whether database and worker are well; the caller itself is the third. Never throws. */
export async function checkHealth(db: Db): Promise<Health> {
  try {
    if (!(await isMigrated(db))) return unwell('not migrated')
    const { rows } = await db.execute<{ workers: string }>(sql`
      select count(*) as workers from workers where seen_at > now() - make_interval(secs => ${seenSeconds})`)
    const workers = Number(rows[0]?.workers ?? 0)
    return { ok: workers > 0, database: 'ok', worker: workers > 0 ? 'ok' : 'none', workers }
  } catch {
    // What is wrong with the database is in the logs of whoever needs it; here it is a state.
    return unwell('unreachable')
  }
}

const unwell = (database: Health['database']): Health => ({
  ok: false,
  database,
  worker: 'unknown',
  workers: 0,
})
