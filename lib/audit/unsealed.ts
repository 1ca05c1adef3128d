import { sql } from 'drizzle-orm'
import type { Executor } from '#db/client.ts'

/** Sealing takes its turn every 5 s. Entries that wait longer: no worker runs, or somebody holds it up. */
export const sealedWithinSeconds = 60

/** The entry that has waited longest for its seal, if it has waited for too long; by the database's clock. */
export async function findOverdue(
  db: Executor,
): Promise<{ entryId: number; seconds: number } | undefined> {
  const { rows } = await db.execute<{ id: string; seconds: number }>(sql`
    select e.id, extract(epoch from clock_timestamp() - e.at)::int as seconds
    from audit_unsealed u join audit_entries e on e.id = u.entry_id
    where e.at < clock_timestamp() - make_interval(secs => ${sealedWithinSeconds})
    order by e.at limit 1`)
  const [oldest] = rows
  return oldest && { entryId: Number(oldest.id), seconds: oldest.seconds }
}
