import { afterAll, beforeAll, expect, test } from 'vitest'
import { connect, type Db } from '#db/client.ts'
import { users } from '#db/schema/users.ts'
import { createTestDatabase, type TestDatabase } from '#db/testing.ts'
import { addFirstUser } from './add-first.ts'
import { isFirstRun } from './queries.ts'
import { listActions, testContext } from './testing.ts'

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

test('of two first administrators at once one wins, and afterwards there is none', async () => {
  const password = 'long enough for this'
  const add = (email: string) =>
    addFirstUser({ db }, { email, name: email, password, repeat: password })
  expect(await isFirstRun(db)).toBe(true)
  const results = await Promise.allSettled(['a@x.cn', 'b@x.cn', 'c@x.cn'].map(add))
  expect(results.filter((result) => result.status === 'fulfilled')).toHaveLength(1)
  const rows = await db.select().from(users)
  expect(rows).toHaveLength(1)
  expect(rows[0]?.role).toBe('administrator')
  expect(await listActions(testContext(db), rows[0]?.id ?? '')).toEqual(['user.add'])
  expect(await isFirstRun(db)).toBe(false)
  await expect(add('d@x.cn')).rejects.toMatchObject({ code: 'not_first_run' })
})
