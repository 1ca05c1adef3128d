import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { connect, type Db } from './client.ts'
import { createTestDatabase, type TestDatabase } from './testing.ts'

let database: TestDatabase
let db: Db
beforeAll(async () => {
  database = await createTestDatabase()
  db = connect(database.url, { max: 2 })
})
afterAll(async () => {
  await db.$client.end()
  await database.drop()
})

/** Nobody listens to a client that a transaction holds: Node would end the process. */
test('a session that ends between two statements is an error of the transaction alone', async () => {
  const uncaught: unknown[] = []
  const note = (error: unknown) => uncaught.push(error)
  process.on('uncaughtException', note)
  const cut = db.transaction(async (tx) => {
    const { rows } = await tx.execute<{ pid: number }>(sql`select pg_backend_pid() as pid`)
    await db.execute(sql`select pg_terminate_backend(${rows[0]?.pid})`)
    await new Promise((resolve) => setTimeout(resolve, 100))
    await tx.execute(sql`select 1`)
  })
  await expect(cut).rejects.toThrow()
  process.off('uncaughtException', note)
  expect(uncaught).toEqual([])
  expect((await db.execute(sql`select 1 as one`)).rows).toEqual([{ one: 1 }])
})

test('connections that break before a transaction begins leave their places in the pool', async () => {
  const { $client: pool } = db
  type Held = { connection: { stream: { destroy(): void } } }
  const cut = (client: unknown) => (client as Held).connection.stream.destroy()
  pool.on('acquire', cut)
  for (let n = 0; n < 5; n++) await expect(db.transaction(async () => undefined)).rejects.toThrow()
  pool.off('acquire', cut)
  const { rows } = await db.transaction((tx) => tx.execute(sql`select 1 as one`))
  expect(rows).toEqual([{ one: 1 }])
  expect(pool.totalCount).toBe(1)
})

test('a transaction that throws is undone', async () => {
  const undone = db.transaction(async (tx) => {
    await tx.execute(sql`insert into settings (key, value) values ('undone', '1')`)
    throw new Error('no')
  })
  await expect(undone).rejects.toThrow('no')
  expect((await db.execute(sql`select 1 from settings`)).rowCount).toBe(0)
})

test('a session whose client is gone does not keep its locks', async () => {
  const { rows } = await db.execute(sql`
    select current_setting('idle_in_transaction_session_timeout') as idle,
      current_setting('statement_timeout') as statement`)
  expect(rows).toEqual([{ idle: '8s', statement: '1min' }])
})
