import { type SQL, sql } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { failImport } from './import-recipients.ts'

const job = sql`select from pgboss.job j where j.name = 'import-recipients'
  and j.data->>'batchId' = b.id::text`

/** Every worker that took up the job died or lost the database. */
const isGivenUp = sql`exists (${job})
  and not exists (${job} and j.state in ('created', 'retry', 'active'))`

/** A command line read it without a job, and nobody holds the lock that reading takes. */
const isDeserted = sql`not exists (${job}) and b.created_at < now() - interval '10 minutes'
  and pg_try_advisory_xact_lock(hashtextextended('import:' || b.id, 0))`

/**
 * Drafts that nobody reads any more: a person is told so, and may have them read again. Gives how
 * many.
 */
export async function failLostImports(db: Db): Promise<number> {
  const lost = [...(await list(db, isGivenUp)), ...(await list(db, isDeserted))]
  for (const id of lost) await failImport(db, id, { code: 'unexpected' })
  return lost.length
}

async function list(db: Db, isLost: SQL): Promise<string[]> {
  const { rows } = await db.execute<{ id: string }>(sql`
    with b as materialized (
      select id, created_at from batches where state = 'draft' and import_state = 'running'
    ) select b.id from b where ${isLost} limit 20`)
  return rows.map((row) => row.id)
}
