import { afterAll, beforeAll, expect, test } from 'vitest'
import { connect, type Db } from '#db/client.ts'
import { auditEntries } from '#db/schema/audit.ts'
import { createTestDatabase, type TestDatabase } from '#db/testing.ts'
import { testContext } from '#lib/users/testing.ts'
import { findAuditEntry, listAudit } from './queries.ts'
import { ListAuditInput } from './schemas.ts'

let database: TestDatabase
let db: Db
const actorId = '00000000-0000-4000-8000-000000000001'

beforeAll(async () => {
  database = await createTestDatabase()
  db = connect(database.url)
  const entry = (at: string, action: string, more = {}) => ({
    at: new Date(at),
    action,
    actorName: 'A',
    via: 'console' as const,
    ...more,
  })
  // Only the owner may say when something was: the application's entries are stamped.
  const owner = connect(database.ownerUrl, { max: 1 })
  await owner
    .insert(auditEntries)
    .values([
      entry('2026-11-20T23:59:59+08:00', 'user.add', { actorId }),
      entry('2026-11-21T00:00:00+08:00', 'user.update', { targetId: 't1' }),
      entry('2026-11-21T23:59:59.999+08:00', 'batch.confirm', { via: 'cli' }),
      entry('2026-11-22T00:00:00+08:00', 'batch.pause'),
    ])
  await owner.$client.end()
})
afterAll(async () => {
  await db.$client.end()
  await database.drop()
})

const list = async (search: object) =>
  (await listAudit(testContext(db), ListAuditInput.parse(search))).rows.map((row) => row.action)

test('newest first, filtered by day of Asia/Shanghai, person, action, way and target', async () => {
  expect(await list({})).toEqual(['batch.pause', 'batch.confirm', 'user.update', 'user.add'])
  const day = '2026-11-21'
  expect(await list({ from: day, to: day })).toEqual(['batch.confirm', 'user.update'])
  expect(await list({ actor: actorId })).toEqual(['user.add'])
  expect(await list({ action: 'batch.pause,user.add' })).toEqual(['batch.pause', 'user.add'])
  expect(await list({ via: 'cli' })).toEqual(['batch.confirm'])
  expect(await list({ target: 't1' })).toEqual(['user.update'])
})

test('what cannot be read in the address filters nothing', async () => {
  expect(await list({ actor: 'x', via: 'y', from: '2026-13-45' })).toHaveLength(4)
  expect(await findAuditEntry(testContext(db), 'x')).toBeUndefined()
})

test('the application can neither change nor delete entries', async () => {
  await expect(db.update(auditEntries).set({ actorName: 'B' })).rejects.toThrow()
  await expect(db.delete(auditEntries)).rejects.toThrow()
})
