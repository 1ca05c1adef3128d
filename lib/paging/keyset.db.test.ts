import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { connect, type Db } from '#db/client.ts'
import { users } from '#db/schema/users.ts'
import { createTestDatabase, type TestDatabase } from '#db/testing.ts'
import { keyset, type PageAsk } from './keyset.ts'

let database: TestDatabase
let db: Db

beforeAll(async () => {
  database = await createTestDatabase()
  db = connect(database.url)
  // Times that differ by microseconds only, and pairs that do not differ at all.
  await db.execute(sql`insert into users (email, name, password_hash, role, created_at)
    select 'u' || lpad(n::text, 2, '0') || '@example.com', 'n', 'h', 'viewer',
      timestamptz '2026-11-21 10:00:00.000001+08' + (n / 2) * interval '1 microsecond'
    from generate_series(0, 24) n`)
})

afterAll(async () => {
  await db.$client.end()
  await database.drop()
})

async function load(ask: PageAsk, order: 'asc' | 'desc') {
  const page = keyset({ limit: 10, ...ask }, [users.createdAt, users.email], order)
  const rows = await db
    .select({ email: users.email, key: page.key })
    .from(users)
    .where(page.where)
    .orderBy(...page.orderBy)
    .limit(page.limit)
  return page.toPage(rows)
}

const emails = (rows: { email: string }[]) => rows.map((row) => Number(row.email.slice(1, 3)))
const range = (from: number, to: number) =>
  Array.from({ length: Math.abs(to - from) + 1 }, (_, n) => from + Math.sign(to - from) * n)

test.each(['asc', 'desc'] as const)('pages there and back again, %s', async (order) => {
  const expected = order === 'asc' ? range(0, 24) : range(24, 0)
  const first = await load({}, order)
  const second = await load({ cursor: first.next }, order)
  const third = await load({ cursor: second.next }, order)
  expect(emails([...first.rows, ...second.rows, ...third.rows])).toEqual(expected)
  expect([first.previous, third.next]).toEqual([undefined, undefined])
  const back = await load({ before: third.previous }, order)
  expect(emails(back.rows)).toEqual(expected.slice(10, 20))
  const start = await load({ before: back.previous }, order)
  expect(emails(start.rows)).toEqual(expected.slice(0, 10))
  expect(start.previous).toBeUndefined()
  expect(start.next).toBe(first.next)
})

test.each([['when', 'u01'], ['2026-11-21 10:00:00+08'], ['2026-11-21 10:00:00+08', 'u\0']])(
  'so does a made-up one: %j',
  async (...values) => {
    const cursor = Buffer.from(JSON.stringify(values)).toString('base64url')
    expect(emails((await load({ cursor }, 'asc')).rows)).toEqual(range(0, 9))
  },
)

test('an unreadable cursor gives the first page, and the key is not part of a row', async () => {
  const page = await load({ cursor: 'nonsense' }, 'asc')
  expect(emails(page.rows)).toEqual(range(0, 9))
  expect(Object.keys(page.rows[0] ?? {})).toEqual(['email'])
})
