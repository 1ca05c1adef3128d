import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { connect, type Db } from '#db/client.ts'
import { auditEntries } from '#db/schema/audit.ts'
import { createTestDatabase, type TestDatabase } from '#db/testing.ts'

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

describe('the application’s role', () => {
  test('chooses neither id nor time of an entry', async () => {
    const past = new Date('2020-01-01')
    await db
      .insert(auditEntries)
      .values({ id: -5, at: past, action: 'x.y', actorName: 'A', via: 'cli' })
    await db.execute(sql`insert into audit_entries (id, at, actor_name, via, action)
      overriding system value values (999999, '2030-01-01', 'A', 'cli', 'x.z')`)
    const rows = await db.select().from(auditEntries)
    for (const { id, at } of rows) {
      expect(id).toBeGreaterThan(0)
      expect(id).toBeLessThan(100)
      expect(Math.abs(at.getTime() - Date.now())).toBeLessThan(60_000)
    }
  })

  test.each([
    "update audit_links set hash = 'x'",
    'delete from audit_links',
    'delete from audit_heads',
    "update audit_heads set hash = 'x'",
    'insert into audit_unsealed values (1)',
    'truncate audit_unsealed',
    'alter table audit_entries disable trigger all',
    "select setval('audit_entries_id_seq', 1)",
  ])('may not: %s', async (statement) => {
    await expect(db.execute(sql.raw(statement))).rejects.toThrow()
  })
})
