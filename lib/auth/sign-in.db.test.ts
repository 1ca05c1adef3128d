import { desc, eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { connect, type Db } from '#db/client.ts'
import { auditEntries } from '#db/schema/audit.ts'
import { sessions, users } from '#db/schema/users.ts'
import { createTestDatabase, type TestDatabase } from '#db/testing.ts'
import { findSessionUser } from '#lib/users/find-session-user.ts'
import { hashPassword } from './passwords.ts'
import { endSession, sweepSessions } from './sessions.ts'
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
    { email: 'd@example.com', name: 'D', passwordHash, role: 'viewer' },
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

test('wrong tries from one network refuse that network, and no other', async () => {
  const guesser = '192.0.2.66'
  for (let n = 0; n < 10; n++) await attempt('c@example.com', 'a guess', guesser)
  const refused = { ok: false, reason: 'throttled' }
  expect(await attempt('c@example.com', undefined, guesser)).toEqual(refused)
  expect(await attempt('c@example.com', undefined, '192.0.2.67')).toMatchObject({ ok: true })
  expect(await attempt('a@example.com', undefined, guesser)).toMatchObject({ ok: true })
})

test('the addresses of one IPv6 network count together', async () => {
  const from = (n: number) => `2001:db8:7:7::${n.toString(16)}`
  for (let n = 0; n < 10; n++) await attempt('e@example.com', 'a guess', from(n))
  expect(await attempt('e@example.com', 'a guess', from(99))).toMatchObject({ reason: 'throttled' })
})

test('guesses from ever new networks slow an account down, and never lock it', async () => {
  const waits: number[] = []
  const wait = async (ms: number) => void waits.push(ms)
  const tryFrom = (n: number, password: string) =>
    signIn({ db }, { email: 'd@example.com', password, address: `198.51.${n}.1` }, wait)
  for (let n = 0; n < 40; n++) await tryFrom(n, 'a guess')
  expect(waits.length).toBeGreaterThanOrEqual(19)
  expect(Math.max(...waits)).toBeLessThanOrEqual(3_000)
  expect(await tryFrom(200, 'the right password')).toMatchObject({ ok: true })
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

describe('a session', () => {
  const open = async () => {
    const result = await attempt('a@example.com')
    if (!result.ok) throw new Error(result.reason)
    const { user, sessionId } = result
    return { id: sessionId, userId: user.id, epoch: user.sessionEpoch }
  }

  test('ends at once for every copy of its cookie, and no other with it', async () => {
    const [one, other] = [await open(), await open()]
    expect(await findSessionUser(db, one)).toMatchObject({ email: 'a@example.com' })
    await endSession(db, one.id)
    expect(await findSessionUser(db, one)).toBeUndefined()
    expect(await findSessionUser(db, other)).toBeDefined()
  })

  test('of another user, of an earlier epoch, or never opened, opens nothing', async () => {
    const own = await open()
    const [b] = await db.select().from(users).where(eq(users.email, 'b@example.com'))
    const nowhere = '00000000-0000-4000-8000-000000000000'
    for (const wrong of [{ userId: b?.id ?? '' }, { epoch: own.epoch - 1 }, { id: nowhere }])
      expect(await findSessionUser(db, { ...own, ...wrong })).toBeUndefined()
  })

  test('is over when its time is, and then forgotten', async () => {
    const own = await open()
    await db
      .update(sessions)
      .set({ expiresAt: new Date(Date.now() - 1_000) })
      .where(eq(sessions.id, own.id))
    expect(await findSessionUser(db, own)).toBeUndefined()
    expect(await sweepSessions(db)).toBe(1)
  })
})
