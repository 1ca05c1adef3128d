import { fileURLToPath } from 'node:url'
import { drizzle } from 'drizzle-orm/node-postgres'
import { migrate as applyMigrations } from 'drizzle-orm/node-postgres/migrator'
import pg from 'pg'
import { PgBoss } from 'pg-boss'
import { queues } from '#lib/jobs/definitions.ts'
import { grantToApplication } from './grants.ts'

const migrationsFolder = fileURLToPath(new URL('migrations', import.meta.url))
/** Any number, as long as nobody else takes it: one migration at a time in a database. */
const lockKey = 7_263_401_955

export type MigrateOptions = {
  /** The owner's address. */
  migrationDatabaseUrl: string
  /** The application's; only its user is read. */
  databaseUrl: string
}

/**
 * Brings schema, queue and rights up to date. Safe when several start at once: they take turns.
 * Throws when the server is older than 15 or the two roles are not two.
 */
export async function migrate(options: MigrateOptions): Promise<{ applied: number }> {
  const client = new pg.Client({ connectionString: options.migrationDatabaseUrl })
  await client.connect()
  try {
    await checkVersion(client)
    await client.query('select pg_advisory_lock($1)', [lockKey])
    const before = await countApplied(client)
    await applyMigrations(drizzle(client), { migrationsFolder })
    await migrateQueue(options.migrationDatabaseUrl)
    await grantToApplication(client, decodeURIComponent(new URL(options.databaseUrl).username))
    return { applied: (await countApplied(client)) - before }
  } finally {
    // Ending the session gives the lock back, too.
    await client.end()
  }
}

async function checkVersion(client: pg.Client): Promise<void> {
  const { rows } = await client.query('show server_version_num')
  const version = Number(rows[0].server_version_num)
  if (version < 150_000)
    throw new Error(`PostgreSQL 15 or later is needed; this is ${Math.floor(version / 10_000)}.`)
}

async function countApplied(client: pg.Client): Promise<number> {
  const { rows } = await client.query("select to_regclass('drizzle.__drizzle_migrations') as name")
  if (!rows[0].name) return 0
  const counted = await client.query('select count(*)::int as n from drizzle.__drizzle_migrations')
  return counted.rows[0].n
}

/** pg-boss's schema, and one queue for each definition with the options it has now. */
async function migrateQueue(connectionString: string): Promise<void> {
  const boss = new PgBoss({
    connectionString,
    schema: 'pgboss',
    max: 2,
    migrate: true,
    createSchema: true,
    supervise: false,
    schedule: false,
  })
  boss.on('error', (error) => console.error(error))
  await boss.start()
  try {
    for (const { name, options } of queues) {
      const { policy, ...rest } = options
      if (await boss.getQueue(name)) await boss.updateQueue(name, rest)
      else await boss.createQueue(name, { ...rest, ...(policy && { policy }) })
    }
  } finally {
    await boss.stop({ graceful: false, close: true })
  }
}
