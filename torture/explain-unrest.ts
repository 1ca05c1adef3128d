import { type SQL, sql } from 'drizzle-orm'
import type { Db } from '#db/client.ts'

const questions: Record<string, SQL> = {
  pushes: sql`select id, source, received_at, left(convert_from(body, 'UTF8'), 200) as body
    from raw_callbacks where state = 'received' order by id limit 3`,
  drafts: sql`select b.id, b.import_progress, j.state, j.retry_count, j.output
    from batches b left join pgboss.job j on j.data->>'batchId' = b.id::text
    where b.state = 'draft' and b.import_state = 'running' limit 3`,
  sessions: sql`select pid, application_name, state, wait_event, now() - xact_start as age, left(query, 120) as query
    from pg_stat_activity where xact_start is not null and pid <> pg_backend_pid() order by xact_start limit 10`,
  calls: sql`select id, state, worker, lease_until from submissions where state = 'submitting' limit 3`,
}

/** What is left and who holds it, for whoever has to find out why something did not come to its end. */
export async function explainUnrest(db: Db): Promise<string> {
  const lines: string[] = []
  for (const [name, question] of Object.entries(questions)) {
    const { rows } = await db.execute(question)
    if (rows.length > 0) lines.push(`${name}: ${JSON.stringify(rows)}`)
  }
  return lines.join('\n')
}
