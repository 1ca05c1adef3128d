import { drizzle, type NodePgDatabase } from 'drizzle-orm/node-postgres'
import pg from 'pg'

export type Db = NodePgDatabase & { $client: pg.Pool }
export type Tx = Parameters<Parameters<Db['transaction']>[0]>[0]
/** What a query or a verb needs: the pool, or a transaction under way. */
export type Executor = Db | Tx

/**
 * Opens a pool on `url`. Statements end after 60 s at the server and 70 s at the client, so that
 * a stalled connection gives an error instead of holding its place in the pool for ever.
 */
export function connect(url: string, options: { max?: number; name?: string } = {}): Db {
  const pool = new pg.Pool({
    connectionString: url,
    max: options.max ?? 10,
    application_name: options.name ?? 'sms',
    connectionTimeoutMillis: 10_000,
    idleTimeoutMillis: 30_000,
    keepAlive: true,
    statement_timeout: 60_000,
    query_timeout: 70_000,
    // A client that is gone without a word must not keep its locks until TCP notices, two hours later.
    idle_in_transaction_session_timeout: 8_000,
    // A claim must outlive the server before the vendor is called, whatever a role's default says.
    options:
      '-c synchronous_commit=on -c tcp_keepalives_idle=10 -c tcp_keepalives_interval=5 -c tcp_keepalives_count=3',
  })
  // An idle connection that the server ends is not this process's error; the next query says so.
  pool.on('error', () => undefined)
  // Nor is one that breaks between two statements of a transaction: without a listener Node would
  // end the process for it.
  pool.on('connect', (client) => client.on('error', () => undefined))
  const db = drizzle(pool, mapping)
  db.transaction = (work, config) => transact(pool, (one) => one.transaction(work, config))
  return db
}

const mapping = { casing: 'snake_case' } as const

/**
 * Drizzle's own never gives a client back whose BEGIN fails: after as many cuts as the pool has
 * places nobody gets a connection any more. One that failed is not used again.
 */
async function transact<T>(pool: pg.Pool, work: (db: NodePgDatabase) => Promise<T>): Promise<T> {
  const client = await pool.connect()
  let failed = true
  try {
    const result = await work(drizzle(client, mapping))
    failed = false
    return result
  } finally {
    client.release(failed)
  }
}
