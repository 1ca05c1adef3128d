import { PgBoss } from 'pg-boss'
import type { Db, Executor } from '#db/client.ts'
import { logger } from '#lib/logging/logger.ts'
import type { JobData, JobName } from './definitions.ts'

export type EnqueueOptions = { startAfter?: Date; singletonKey?: string }

export type Jobs = {
  /** Adds a job in the caller's transaction: it exists if and only if that commits. */
  enqueue<N extends JobName>(
    tx: Executor,
    name: N,
    data: JobData[N],
    options?: EnqueueOptions,
  ): Promise<void>
}

/** pg-boss on the pool of `db`. Its schema and queues are made by the migration, not here. */
export function createBoss(db: Db, options: { works: boolean }): PgBoss {
  const boss = new PgBoss({
    db: { executeSql: (text, values) => db.$client.query(text, values) },
    migrate: false,
    createSchema: false,
    supervise: options.works,
    schedule: false,
    superviseIntervalSeconds: 5,
    monitorIntervalSeconds: 5,
    reindex: false,
  })
  boss.on('error', (error) => logger.error({ err: error }, 'queue'))
  return boss
}

/** The sending side of the queue: no timers, no maintenance. */
export function createJobs(db: Db): Jobs {
  let started: Promise<PgBoss> | undefined
  return {
    async enqueue(tx, name, data, options = {}) {
      // A start that failed (the database was away) must not be remembered.
      started ??= createBoss(db, { works: false })
        .start()
        .catch((error: unknown) => {
          started = undefined
          throw error
        })
      const boss = await started
      await boss.send(name, data, { ...options, db: inExecutor(tx) })
    },
  }
}

/** Lets pg-boss write inside a transaction of drizzle's. */
function inExecutor(tx: Executor): {
  executeSql(text: string, values?: unknown[]): Promise<{ rows: unknown[] }>
} {
  const session = (tx as unknown as { session: { client: { query: Db['$client']['query'] } } })
    .session
  return { executeSql: (text, values) => session.client.query(text, values) }
}
