import { execFile } from 'node:child_process'
import { once } from 'node:events'
import { type AddressInfo, createServer, connect as dial } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { connect } from '#db/client.ts'
import { createTestDatabase, type TestDatabase } from '#db/testing.ts'
import { awaitDatabase } from './await-database.ts'
import { checkHealth } from './check.ts'

let database: TestDatabase
let owner: pg.Client
beforeAll(async () => {
  database = await createTestDatabase()
  owner = new pg.Client({ connectionString: database.ownerUrl })
  await owner.connect()
})
afterAll(async () => {
  await owner.end()
  await database.drop()
})

/** As `npm run worker` and `npm start` do, on this database. */
const start = (bin: string): Promise<{ status: unknown; stderr: string }> =>
  new Promise((resolve) => {
    const env = {
      NODE_ENV: 'test' as const,
      PATH: process.env.PATH ?? '',
      DATABASE_URL: database.url,
      AUTH_SECRET: 'a'.repeat(32),
      ENCRYPTION_KEYS: `k1:${Buffer.alloc(32, 7).toString('base64')}`,
      PUBLIC_URL: 'https://sms.example.com',
    }
    execFile(process.execPath, [bin], { env }, (error, _, stderr) =>
      resolve({ status: error?.code ?? 0, stderr }),
    )
  })

async function health() {
  const db = connect(database.url)
  const found = await checkHealth(db)
  await db.$client.end()
  return found
}

test('a database that is up to date is no reason to wait', async () => {
  await awaitDatabase(database.url)
  expect(await health()).toMatchObject({ database: 'ok', worker: 'none' })
  expect(await start('bin/check-env.ts')).toEqual({ status: 0, stderr: '' })
})

test('one that cannot be reached is named after a short wait, one that comes up is waited for', async () => {
  await expect(awaitDatabase('postgres://a:b@127.0.0.1:1/sms', 100)).rejects.toThrow(
    /^The database cannot be reached: .*ECONNREFUSED/,
  )
  const { hostname, port } = new URL(database.url)
  const relay = createServer((socket) => {
    const other = dial(Number(port), hostname)
    socket.on('error', () => other.destroy()).pipe(other)
    other.on('error', () => socket.destroy()).pipe(socket)
  })
  relay.listen(0, '127.0.0.1')
  await once(relay, 'listening')
  const url = new URL(database.url)
  url.port = String((relay.address() as AddressInfo).port)
  relay.close()
  const waiting = awaitDatabase(url.href)
  await sleep(200)
  relay.listen(Number(url.port), '127.0.0.1')
  await waiting
  relay.close()
})

test('a wrong password is said at once', async () => {
  const url = new URL(database.url)
  url.password = 'wrong'
  const began = Date.now()
  await expect(awaitDatabase(url.href)).rejects.toThrow(/^The database cannot be reached: /)
  expect(Date.now() - began).toBeLessThan(5_000)
})

test('one behind this code stops every process with what to do, and no stack', async () => {
  const last = 'select max(created_at) from drizzle.__drizzle_migrations'
  await owner.query(`delete from drizzle.__drizzle_migrations where created_at = (${last})`)
  const said = 'The database is not up to date'
  expect(await health()).toMatchObject({ ok: false, database: 'not migrated' })
  await owner.query('drop schema drizzle cascade')
  expect(await health()).toMatchObject({ ok: false, database: 'not migrated' })
  for (const bin of ['bin/worker.ts', 'bin/receiver.ts', 'bin/check-env.ts']) {
    const { status, stderr } = await start(bin)
    expect(status).toBe(1)
    expect(stderr).toContain(said)
    expect(stderr).toContain('npm run migrate')
    expect(stderr.trim().split('\n')).toHaveLength(1)
  }
}, 60_000)
