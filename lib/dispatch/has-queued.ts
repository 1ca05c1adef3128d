import { type SQL, sql } from 'drizzle-orm'

type Rows = { id: string; createdAt: Date; nextId: number | null; lastId: number | null }

/** True while a batch has somebody left to send to. */
export const hasQueued = ({ id, createdAt, nextId, lastId }: Rows): SQL => sql`exists (
  select 1 from messages where created_at = ${createdAt} and batch_id = ${id}
    and id between ${nextId} and ${lastId} and status = 'queued')`
