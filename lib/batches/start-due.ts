import { sql } from 'drizzle-orm'
import type { Db } from '#db/client.ts'

/** Starts the scheduled batches whose time has come; gives how many. */
export async function startDue(db: Db): Promise<number> {
  const started = await db.execute(sql`
    update batches set state = 'sending', started_at = now()
    where state = 'scheduled' and scheduled_at <= now()`)
  return started.rowCount ?? 0
}
