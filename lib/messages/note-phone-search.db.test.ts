import { afterAll, beforeAll, expect, test } from 'vitest'
import { connect, type Db } from '#db/client.ts'
import { auditEntries } from '#db/schema/audit.ts'
import { createTestDatabase, type TestDatabase } from '#db/testing.ts'
import { as, makeUser, testContext } from '#lib/users/testing.ts'
import { notePhoneSearch } from './note-phone-search.ts'
import { encodePhone } from './phone-token.ts'

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

test('a search by phone is noted, masked; a viewer cannot try a list of numbers', async () => {
  const ctx = testContext(db)
  const viewer = as(ctx, await makeUser(ctx, 'viewer@example.com', 'viewer'))
  const operator = as(ctx, await makeUser(ctx, 'operator@example.com', 'operator'))
  for (let n = 0; n < 20; n++) await encodePhone(viewer, { phone: `138 0013 80${10 + n}` })
  const more = encodePhone(viewer, { phone: '13800138000' })
  await expect(more).rejects.toMatchObject({ code: 'too_many_searches' })
  for (let n = 0; n < 30; n++) await notePhoneSearch(operator, '13800138000')
  const entries = await db.select().from(auditEntries)
  const searches = entries.filter((entry) => entry.action === 'message.search')
  expect(searches).toHaveLength(50)
  expect(searches[0]).toMatchObject({
    actorName: 'viewer@example.com',
    details: { phone: '138****8010' },
  })
})
