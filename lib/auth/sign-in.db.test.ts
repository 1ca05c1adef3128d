import { desc, eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { connect, type Db } from '#db/client.ts'
import { auditEntries } from '#db/schema/audit.ts'
import { users } from '#db/schema/users.ts'
import { createTestDatabase, type TestDatabase } from '#db/testing.ts'
import { hashPassword } from './passwords.ts'
import { signIn } from './sign-in.ts'

let database: TestDatabase
let db: Db

beforeAll(async () => {
  database = await createTestDatabase()
  db = connect(database.url)
  const passwordHash = await hashPassword('the right password')
  await db.insert(users).values([
    { email: 'a@example.com', name: 'A', passwordHash, role: 'viewer' },
    { email: 'b@example.com', name: 'B', passwordHash, role: 'viewer', disabledAt: new Date() },
    { email: 'c@example.com', name: 'C', passwordHash, role: 'viewer' },
  ])
})
afterAll(async () => {
  await db.$client.end()
  await database.drop()
})

const attempt = (email: string, password = 'the right password', address?: string) =>
  signIn({ db }, { email, password, ...(address ? { address } : {}) })

const lastEntry = async () =>
  (await db.select().from(auditEntries).orderBy(desc(auditEntries.id)).limit(1))[0]

test('signs in whatever the case of the address, and notes it', async () => {
  const result = await attempt(' A@Example.com', undefined, '192.0.2.1')
  expect(result).toMatchObject({ ok: true, user: { email: 'a@example.com' } })
  expect(await lastEntry()).toMatchObject({
    action: 'session.create',
    actorName: 'A',
    address: '192.0.2.1',
  })
  const [row] = await db.select().from(users).where(eq(users.email, 'a@example.com'))
  expect(row?.lastSignInAt).toBeInstanceOf(Date)
})

test('wrong password, disabled and unknown accounts get the same answer', async () => {
  const wrong = { ok: false, reason: 'wrong' }
  expect(await attempt('a@example.com', 'another password')).toEqual(wrong)
  expect(await attempt('b@example.com')).toEqual(wrong)
  expect(await attempt('nobody@example.com')).toEqual(wrong)
  expect(await lastEntry()).toMatchObject({ action: 'session.refuse', actorId: null })
})

test('an account is throttled by wrong tries, even for the right password', async () => {
  for (let n = 0; n < 10; n++) await attempt('c@example.com', 'a guess')
  expect(await attempt('c@example.com')).toEqual({ ok: false, reason: 'throttled' })
  expect(await attempt('a@example.com')).toMatchObject({ ok: true })
})

test('signing in rightly again and again is not throttled', async () => {
  for (let n = 0; n < 12; n++) expect(await attempt('a@example.com')).toMatchObject({ ok: true })
})

test('an address is throttled over all accounts', async () => {
  const address = '192.0.2.9'
  const tries = Array.from({ length: 31 }, (_, n) => attempt(`x${n}@example.com`, 'x', address))
  const reasons = (await Promise.all(tries)).map((result) => !result.ok && result.reason)
  expect(reasons.filter((reason) => reason === 'throttled')).toHaveLength(1)
  expect(await attempt('a@example.com', undefined, '192.0.2.10')).toMatchObject({ ok: true })
})
