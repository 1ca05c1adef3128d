import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { migrate } from '#db/migrate.ts'
import { findFreePort } from '#lib/runtime/ports.ts'
import { type Postgres, startPostgres } from '#lib/runtime/postgres.ts'
import { readPostmasterFile } from '#lib/runtime/postgres-leftover.ts'
import { findPostgresPlace, removeDataDir } from '#lib/runtime/postgres-place.ts'
import { applicationRole, databaseUrl, ensureDatabase, ownerRole } from '#lib/runtime/roles.ts'

export type Database = {
  port: number
  /** As the application's role, straight or through the proxy's port. */
  urlOf(port: number): string
  ownerUrl: string
  /** Tells the planner what the tables hold. */
  analyze(): Promise<void>
  /** Stops it at once, as a crash would, and starts it again; resolves when it takes connections. */
  crash(): Promise<void>
  close(): Promise<void>
}

const name = 'sms'
/** Stops, after which the planner is told what the tables hold. */
const analyzeEvery = 4

/** A PostgreSQL of its own in `folder`, migrated, with fsync and synchronous_commit as delivered. */
export async function openDatabase(folder: string): Promise<Database> {
  const secret = (): string => randomBytes(16).toString('hex')
  const passwords = { ownerPassword: secret(), applicationPassword: secret() }
  const password = secret()
  const port = await findFreePort()
  const place = findPostgresPlace(folder)
  const start = (): Promise<Postgres> =>
    startPostgres({
      place,
      port,
      password,
      log: join(folder, 'postgres.log'),
      removeAfter: folder,
      settings: { max_connections: '300' },
    })
  let postgres = await start()
  let crashes = 0
  const urlOf = (on: number) =>
    databaseUrl(applicationRole, passwords.applicationPassword, on, name)
  const ownerUrl = databaseUrl(ownerRole, passwords.ownerPassword, port, name)
  await ensureDatabase(databaseUrl('postgres', password, port, 'postgres'), name, passwords)
  await migrate({ databaseUrl: urlOf(port), migrationDatabaseUrl: ownerUrl })
  return {
    port,
    urlOf,
    ownerUrl,
    analyze: () => analyze(ownerUrl),
    crash: async () => {
      const server = readPostmasterFile(place.data)
      // SIGQUIT is PostgreSQL's immediate stop: no checkpoint, and recovery at the next start.
      if (server) process.kill(server.pid, 'SIGQUIT')
      await postgres.ended
      postgres = await start()
      await waitForConnection(ownerUrl)
      if (++crashes % analyzeEvery === 0) await analyze(ownerUrl)
    },
    close: async () => {
      await postgres.stop()
      removeDataDir(folder)
    },
  }
}

/** Does what autovacuum cannot: a crash forgets what has changed, and here they come too often. */
async function analyze(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query('analyze')
  await client.end()
}

async function waitForConnection(url: string): Promise<void> {
  for (let tries = 1; ; tries++) {
    const client = new pg.Client({ connectionString: url })
    try {
      await client.connect()
      return await client.end()
    } catch (error) {
      if (tries === 300) throw error
      await sleep(50)
    }
  }
}
