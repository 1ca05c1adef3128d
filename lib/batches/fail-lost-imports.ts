import { sql } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { failImport } from './import-recipients.ts'

/**
 * Drafts that nobody reads any more, because every worker that took up their job died or lost the
 * database: a person is told so, and may have them read again. Gives how many.
 */
export async function failLostImports(db: Db): Promise<number> {
  const { rows } = await db.execute<{ id: string }>(sql`
    select b.id from batches b
    where b.state = 'draft' and b.import_state = 'running'
      and exists (select from pgboss.job j where j.name = 'import-recipients'
        and j.data->>'batchId' = b.id::text)
      and not exists (select from pgboss.job j where j.name = 'import-recipients'
        and j.data->>'batchId' = b.id::text and j.state in ('created', 'retry', 'active'))
    limit 20`)
  for (const { id } of rows) await failImport(db, id, { code: 'unexpected' })
  return rows.length
}
