import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { connect, type Db } from '#db/client.ts'
import { createTestDatabase, type TestDatabase } from '#db/testing.ts'
import { takeAvailable } from './take-available.ts'
import { takeTokens } from './take-tokens.ts'

let database: TestDatabase
let db: Db
beforeAll(async () => {
  database = await createTestDatabase()
  db = connect(database.url)
})
afterAll(async () => {
  await db.$client.end()
  await database.drop()
})

test('takes what is there, else says how long until it is', async () => {
  const bucket = { key: 'one', perSecond: 0.5, burst: 3 }
  expect(await takeTokens(db, bucket, 2)).toBe(0)
  const waitMs = await takeTokens(db, bucket, 2)
  expect(waitMs).toBeGreaterThan(1_000)
  expect(waitMs).toBeLessThanOrEqual(2_000)
  expect(await takeTokens(db, bucket)).toBe(0)
})

test.each([
  [
    'takeTokens',
    async (key: string) => (await takeTokens(db, { key, perSecond: 20, burst: 1 })) === 0,
  ],
  [
    'takeAvailable',
    async (key: string) => (await takeAvailable(db, { key, perSecond: 20, burst: 1 }, 1)) === 1,
  ],
])('%s: a clock that was set back an hour costs no hour', async (key, take) => {
  expect(await take(key)).toBe(true)
  await db.execute(sql`update rate_buckets set updated_at = clock_timestamp() + interval '1 hour',
    tokens = 0 where key = ${key}`)
  expect(await take(key)).toBe(false)
  await new Promise((resolve) => setTimeout(resolve, 100))
  expect(await take(key)).toBe(true)
})
