import { asc, sql } from 'drizzle-orm'
import type { Executor } from '#db/client.ts'
import { workers } from '#db/schema/runtime.ts'

/** A worker that has not been seen for so long is not well. */
const seenSeconds = 15

/** The workers that live, by the time of their start. */
export const listLivingWorkers = (db: Executor): Promise<{ startedAt: Date }[]> =>
  db
    .select({ startedAt: workers.startedAt })
    .from(workers)
    .where(sql`${workers.seenAt} > now() - make_interval(secs => ${seenSeconds})`)
    .orderBy(asc(workers.startedAt))
