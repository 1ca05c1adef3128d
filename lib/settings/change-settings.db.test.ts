import { afterAll, beforeAll, expect, test } from 'vitest'
import { connect, type Db } from '#db/client.ts'
import { auditEntries } from '#db/schema/audit.ts'
import { createTestDatabase, type TestDatabase } from '#db/testing.ts'
import { testContext } from '#lib/users/testing.ts'
import { changeSettings } from './change-settings.ts'
import { readSettings } from './read-settings.ts'

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

const inConsole = () => {
  const ctx = testContext(db)
  return { ...ctx, actor: { ...ctx.actor, via: 'console' as const } }
}

test('the approval threshold is off, can be set, and off again; each change is audited', async () => {
  const ctx = inConsole()
  const { approvalThreshold, ...others } = await readSettings(db)
  expect(approvalThreshold).toBeNull()
  expect(await changeSettings(ctx, { approvalThreshold: 1000 })).toEqual({
    ...others,
    approvalThreshold: 1000,
  })
  expect(await changeSettings(ctx, {})).toEqual({ ...others, approvalThreshold: 1000 })
  expect(await changeSettings(ctx, { approvalThreshold: null })).toEqual({
    ...others,
    approvalThreshold: null,
  })
  const entries = await db.select().from(auditEntries)
  expect(entries.map((one) => one.action)).toEqual(Array(3).fill('settings.change'))
})

test('the command line makes approval stricter, never less strict', async () => {
  const ctx = inConsole()
  const shell = { ...ctx, actor: { ...ctx.actor, via: 'cli' as const } }
  const set = (approvalThreshold: number | null) => changeSettings(shell, { approvalThreshold })
  expect(await set(null)).toMatchObject({ approvalThreshold: null })
  expect(await set(1000)).toMatchObject({ approvalThreshold: 1000 })
  expect(await set(500)).toMatchObject({ approvalThreshold: 500 })
  for (const less of [501, null]) {
    await expect(set(less)).rejects.toMatchObject({ code: 'approval_console_only' })
  }
  expect(await changeSettings(shell, { repeatHours: 24 })).toMatchObject({ approvalThreshold: 500 })
  expect(await changeSettings(ctx, { approvalThreshold: null })).toMatchObject({
    approvalThreshold: null,
  })
})
