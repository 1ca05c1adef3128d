import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { migrate } from '#db/migrate.ts'
import { type RunningDemo, readDemo } from '#lib/env/find-demo.ts'
import { buildConsole } from './build.ts'
import { chooseDataDir } from './data-dir.ts'
import { announceDemo } from './demo-announcement.ts'
import { startDemoDatabase } from './demo-database.ts'
import { makeDemoEnv } from './demo-env.ts'
import { chooseDemoPorts, type DemoPorts } from './demo-ports.ts'
import { startProcesses } from './demo-processes.ts'
import { loadSecrets } from './demo-secrets.ts'
import { type Lock, takeLock } from './lock.ts'
import { withProgress } from './progress.ts'
import type { Shutdown } from './shutdown.ts'

export type DemoOptions = {
  shutdown: Shutdown
  /** Not to be found by the command line without DATA_DIR: a stack for tests. */
  unlisted: boolean
  /** Without demo data and users, as a console starts in production. */
  empty: boolean
}

/** Everything ends in reverse: the processes, the database, then the traces of the run. */
const steps = { traces: 1, database: 2, processes: 3, build: 3 }

async function lockDataDir(dataDir: string, shutdown: Shutdown): Promise<Lock> {
  const lock = await takeLock(join(dataDir, 'demo.lock'))
  if (!lock) {
    const address = readDemo(dataDir)?.address ?? 'it is still starting'
    throw new Error(
      `A demo is running on ${dataDir} already (${address}). Stop it first, or set DATA_DIR to another folder for a second one.`,
    )
  }
  shutdown.add(steps.traces, lock.release)
  return lock
}

async function startDatabase(dataDir: string, ports: DemoPorts, lock: Lock, shutdown: Shutdown) {
  const loaded = loadSecrets(dataDir)
  const env = makeDemoEnv(dataDir, loaded.secrets, ports)
  await withProgress('Starting PostgreSQL', () =>
    startDemoDatabase(dataDir, ports, loaded, (server) => {
      lock.addChild(server.keeper)
      shutdown.add(steps.database, server.stop)
      void server.ended.then(() => shutdown.run(1, 'PostgreSQL ended; stopping the rest …'))
    }),
  )
  await withProgress('Migrating the database', () =>
    migrate({
      databaseUrl: String(env.DATABASE_URL),
      migrationDatabaseUrl: String(env.MIGRATION_DATABASE_URL),
    }),
  )
  return env
}

/**
 * Builds and starts everything on the data folder that the environment chooses, and gives its
 * address and sign-in once it is well. Throws when that cannot be; then `shutdown` has to be run.
 */
export async function startDemo({ shutdown, unlisted, empty }: DemoOptions): Promise<RunningDemo> {
  const host = process.env.HOST || '127.0.0.1'
  const dataDir = chooseDataDir()
  const lock = await lockDataDir(dataDir, shutdown)
  mkdirSync(join(dataDir, 'logs'), { recursive: true, mode: 0o700 })
  await buildConsole(join(dataDir, 'logs'), (stop) => shutdown.add(steps.build, stop))
  const ports = await chooseDemoPorts(dataDir, host)
  const env = await startDatabase(dataDir, ports, lock, shutdown)
  await startProcesses({
    dataDir,
    ports,
    host,
    env,
    empty,
    onStart: lock.addChild,
    onStop: (stop) => shutdown.add(steps.processes, stop),
    onCrash: (message) => void shutdown.run(1, `${message}\nStopping the rest …`),
  })
  return announceDemo({
    dataDir,
    env,
    unlisted,
    onStop: (stop) => shutdown.add(steps.traces, stop),
  })
}
