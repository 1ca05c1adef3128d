import { afterAll, beforeAll, expect, test } from 'vitest'
import { connect, type Db } from '#db/client.ts'
import { createTestDatabase, type TestDatabase } from '#db/testing.ts'
import { receiveCallback } from './receive.ts'

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

const push = { method: 'POST', query: '', contentType: 'text/plain', body: new Uint8Array() }

test.each([
  ['infocloud', 'nobody'],
  ['infocloud', '\0'],
  ['nobody', 'x'],
  ['constructor', 'x'],
  ['\0', 'x'],
])('an address that is not ours is not found: %j %j', async (vendor, token) => {
  expect(await receiveCallback(db, { ...push, vendor, token })).toMatchObject({ status: 404 })
})
