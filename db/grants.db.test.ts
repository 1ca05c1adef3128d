import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { migrate } from './migrate.ts'
import { createTestDatabase, type TestDatabase } from './testing.ts'

let database: TestDatabase
let client: pg.Client
beforeAll(async () => {
  database = await createTestDatabase()
  client = new pg.Client({ connectionString: database.url })
  await client.connect()
  await client.query("insert into audit_entries (actor_name, via, action) values ('a', 'cli', 'b')")
})
afterAll(async () => {
  await client.end()
  await database.drop()
})

test.each([
  "update audit_entries set actor_name = 'b'",
  'delete from audit_entries',
  'truncate audit_entries',
  'drop table audit_entries',
  'alter table audit_entries disable trigger all',
  'create table more (id int)',
])('the application may not: %s', async (statement) => {
  await expect(client.query(statement)).rejects.toThrow(/permission denied|must be owner/)
})

test('the application may use the rest, the queue included', async () => {
  await client.query("insert into settings (key, value) values ('a', '1')")
  await client.query("update settings set value = '2'")
  expect((await client.query('delete from settings')).rowCount).toBe(1)
  expect((await client.query('select name from pgboss.queue')).rowCount).toBeGreaterThan(0)
})

test('no function of ours can be called by everybody', async () => {
  const { rows } = await client.query(`
    select p.proname as name, has_function_privilege('public', p.oid, 'execute') as everybody,
      has_function_privilege(p.oid, 'execute') as application
    from pg_proc p where p.pronamespace in ('public'::regnamespace, 'pgboss'::regnamespace)`)
  expect(rows.map((row) => row.name)).toContain('ensure_partitions')
  expect(rows.filter((row) => row.everybody || !row.application)).toEqual([])
  await client.query('select ensure_partitions()')
})

test('migrating again, twice at once, changes nothing and takes no right away', async () => {
  const options = { databaseUrl: database.url, migrationDatabaseUrl: database.ownerUrl }
  const results = await Promise.all([migrate(options), migrate(options)])
  expect(results).toEqual([{ applied: 0 }, { applied: 0 }])
  await expect(client.query('delete from audit_entries')).rejects.toThrow(/permission denied/)
  expect((await client.query('select 1 from audit_entries')).rowCount).toBe(1)
})

test('one role for both is refused', async () => {
  const options = { databaseUrl: database.ownerUrl, migrationDatabaseUrl: database.ownerUrl }
  await expect(migrate(options)).rejects.toThrow(/append-only/)
})
