import type { Db } from '#db/client.ts'
import { isMigrated } from '#db/schema-state.ts'
import { findOverdue } from '#lib/audit/unsealed.ts'
import { listLivingWorkers } from './living-workers.ts'

export type Health = {
  ok: boolean
  database: 'ok' | 'not migrated' | 'unreachable'
  worker: 'ok' | 'none' | 'unknown'
  /** Living workers. */
  workers: number
  /** `late`: entries wait for their seal although a worker lives. A thing to look into, and no reason to take the console off the net. */
  audit: 'ok' | 'late' | 'unknown'
}

/** Whether database and worker are well, and the seal of the audit log; the caller itself is the third. Never throws. */
export async function checkHealth(db: Db): Promise<Health> {
  try {
    if (!(await isMigrated(db))) return unwell('not migrated')
    const workers = (await listLivingWorkers(db)).length
    if (workers === 0) return { ...unwell('ok'), worker: 'none' }
    const audit = (await findOverdue(db)) ? 'late' : 'ok'
    return { ok: true, database: 'ok', worker: 'ok', workers, audit }
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
  audit: 'unknown',
})
