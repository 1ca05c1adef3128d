import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { connect, type Db } from '#db/client.ts'
import { users } from '#db/schema/users.ts'
import { createTestDatabase, type TestDatabase } from '#db/testing.ts'
import { checkPassword } from '#lib/auth/passwords.ts'
import type { Context } from '#lib/context.ts'
import { addUser } from './add.ts'
import { disableUser, enableUser } from './disable.ts'
import { changePassword, resetPassword } from './passwords.ts'
import { findUser, listUsers } from './queries.ts'
import { AddUserInput, ListUsersInput } from './schemas.ts'
import { as, listActions, makeUser, readUser, testContext } from './testing.ts'
import { updateUser } from './update.ts'

let database: TestDatabase
let db: Db
let ctx: Context

beforeAll(async () => {
  database = await createTestDatabase()
  db = connect(database.url)
})
beforeEach(async () => {
  await db.delete(users)
  ctx = testContext(db)
})
afterAll(async () => {
  await db.$client.end()
  await database.drop()
})

const refused = (code: string, field?: string) => ({ name: 'UserError', code, field })

test('adds a user with a password made here, in lower case, and once only', async () => {
  const input = AddUserInput.parse({ email: ' Li.Na@Example.com', name: ' 李娜 ', role: 'viewer' })
  const { id, password } = await addUser(ctx, input)
  const user = await readUser(ctx, id)
  expect(user).toMatchObject({ email: 'li.na@example.com', name: '李娜', role: 'viewer' })
  expect(password).toMatch(/^[A-Za-z2-9]{16}$/)
  expect(user.passwordHash).toMatch(/^\$argon2id\$/)
  expect(await checkPassword(user.passwordHash, password ?? '')).toBe(true)
  await expect(addUser(ctx, input)).rejects.toMatchObject(refused('email_taken', 'email'))
  expect(await listActions(ctx, id)).toEqual(['user.add'])
})

test('a typed password is not given back', async () => {
  const role = 'operator' as const
  const added = await addUser(ctx, {
    email: 'a@example.com',
    name: 'A',
    role,
    password: 'long enough',
  })
  expect(added).toEqual({ id: expect.any(String) })
})

test('disabling ends sessions; nobody disables their own account', async () => {
  const admin = await makeUser(ctx, 'admin@example.com', 'administrator')
  const user = await makeUser(ctx, 'user@example.com', 'operator')
  await disableUser(as(ctx, admin), { id: user.id })
  const after = await readUser(ctx, user.id)
  expect(after.disabledAt).toBeInstanceOf(Date)
  expect(after.sessionEpoch).toBe(user.sessionEpoch + 1)
  await expect(disableUser(as(ctx, admin), { id: admin.id })).rejects.toMatchObject(
    refused('own_account'),
  )
  await enableUser(as(ctx, admin), { id: user.id })
  expect((await readUser(ctx, user.id)).disabledAt).toBeNull()
  expect(await listActions(ctx, user.id)).toEqual(['user.disable', 'user.enable'])
})

test('the last administrator can be neither disabled nor given another role', async () => {
  const admin = await makeUser(ctx, 'admin@example.com', 'administrator')
  await expect(disableUser(ctx, { id: admin.id })).rejects.toMatchObject(
    refused('last_administrator'),
  )
  const weaker = { id: admin.id, name: 'A', role: 'viewer' as const }
  await expect(updateUser(ctx, weaker)).rejects.toMatchObject(refused('last_administrator'))
  expect(await listActions(ctx, admin.id)).toEqual([])
})

test('two administrators who disable each other at once leave one', async () => {
  const [a, b] = [
    await makeUser(ctx, 'a@example.com', 'administrator'),
    await makeUser(ctx, 'b@example.com', 'administrator'),
  ]
  const results = await Promise.allSettled([
    disableUser(as(ctx, a), { id: b.id }),
    disableUser(as(ctx, b), { id: a.id }),
  ])
  expect(results.map((result) => result.status).sort()).toEqual(['fulfilled', 'rejected'])
})

test('a reset password works, the old one does not, and sessions end', async () => {
  const { id } = await addUser(ctx, {
    email: 'a@example.com',
    name: 'A',
    role: 'viewer',
    password: 'the old password',
  })
  const { password } = await resetPassword(ctx, { id })
  const user = await readUser(ctx, id)
  expect(await checkPassword(user.passwordHash, password)).toBe(true)
  expect(await checkPassword(user.passwordHash, 'the old password')).toBe(false)
  expect(user.sessionEpoch).toBe(1)
})

test('changes the own password only with the current one, and not by trying on', async () => {
  const first = { email: 'a@example.com', name: 'A', role: 'viewer' as const }
  const { id } = await addUser(ctx, { ...first, password: 'the old password' })
  const own = as(ctx, await readUser(ctx, id))
  const next = { next: 'the new password', repeat: 'the new password' }
  await expect(changePassword(own, { ...next, current: 'a guess' })).rejects.toMatchObject(
    refused('wrong_password', 'current'),
  )
  await changePassword(own, { ...next, current: 'the old password' })
  const user = await readUser(ctx, id)
  expect(await checkPassword(user.passwordHash, next.next)).toBe(true)
  expect(user.sessionEpoch).toBe(1)
  const tries = Array.from({ length: 10 }, () => changePassword(own, { ...next, current: 'x' }))
  const codes = (await Promise.allSettled(tries)).map(
    (r) => r.status === 'rejected' && r.reason.code,
  )
  expect(codes).toContain('too_many_tries')
})

test('lists by name, role and state, without hashes', async () => {
  await makeUser(ctx, 'a_1@example.com', 'viewer')
  const b = await makeUser(ctx, 'ab1@example.com', 'operator')
  const list = async (search: object) =>
    (await listUsers(ctx, ListUsersInput.parse(search))).rows.map((row) => row.email)
  expect(await list({ q: 'a_1' })).toEqual(['a_1@example.com'])
  expect(await list({ role: 'operator' })).toEqual(['ab1@example.com'])
  expect(await list({ role: 'nonsense', state: 'disabled' })).toEqual([])
  expect(await findUser(ctx, 'nonsense')).toBeUndefined()
  expect(Object.keys((await findUser(ctx, b.id)) ?? {})).not.toContain('passwordHash')
})
