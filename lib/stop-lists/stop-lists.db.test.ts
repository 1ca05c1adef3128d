import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { connect, type Db } from '#db/client.ts'
import { auditEntries } from '#db/schema/audit.ts'
import { createTestDatabase, type TestDatabase } from '#db/testing.ts'
import { addToBlocklist } from '#lib/blocklist/add-to-blocklist.ts'
import { listBlocklist } from '#lib/blocklist/list-blocklist.ts'
import { undoBlocklist } from '#lib/blocklist/undo-blocklist.ts'
import type { Context } from '#lib/context.ts'
import { addOptOut } from '#lib/opt-outs/add-opt-out.ts'
import { readStanding } from '#lib/opt-outs/read-standing.ts'
import { storeUpload } from '#lib/uploads/store-upload.ts'
import { as, makeUser, testContext } from '#lib/users/testing.ts'
import { exportList } from './export-list.ts'
import { importList, importUploadedList } from './import-list.ts'
import type { StopList } from './lists.ts'

let database: TestDatabase
let db: Db
let ctx: Context
let viewer: Context
beforeAll(async () => {
  database = await createTestDatabase()
  db = connect(database.url)
  const system = testContext(db)
  ctx = as(system, await makeUser(system, 'operator@example.com', 'operator'))
  viewer = as(system, await makeUser(system, 'viewer@example.com', 'viewer'))
})
afterAll(async () => {
  await db.$client.end()
  await database.drop()
})

async function* streamOf(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text)
}
const fileOf = (text: string) => ({ source: () => streamOf(text) })
const importText = (list: StopList, text: string, as = ctx) =>
  importList(as, { list, reason: 'given', fileName: 'a.csv', file: fileOf(text) })
async function exportText(list: StopList, as = ctx): Promise<string> {
  let text = ''
  for await (const piece of exportList(as, { list, locale: 'en' })) text += piece
  return text
}
const lastEntry = async () => {
  const { rows } = await db.execute(sql`select action, details from audit_entries
    order by id desc limit 1`)
  return rows[0]
}

test('a phone is blocked with a reason, once, and let go again with another', async () => {
  const input = { phone: '138 0013 8000', reason: 'threatened us' }
  const { id } = await addToBlocklist(ctx, input)
  expect((await readStanding(db, '13800138000')).blocked).toMatchObject({ reason: input.reason })
  await expect(addToBlocklist(ctx, input)).rejects.toMatchObject({ code: 'blocklisted_already' })
  const [row] = (await listBlocklist(ctx, { phone: '13800138000' })).rows
  expect(row).toMatchObject({ phone: '138****8000', createdBy: 'operator@example.com' })
  await undoBlocklist(ctx, { id, reason: 'it was a mistake' })
  expect(await lastEntry()).toMatchObject({
    action: 'blocklist.undo',
    details: { phone: '138****8000', reason: 'it was a mistake' },
  })
  await expect(undoBlocklist(ctx, { id, reason: 'x' })).rejects.toMatchObject({ code: 'not_found' })
  expect((await readStanding(db, '13800138000')).blocked).toBeNull()
  const undone = (await listBlocklist(ctx, { state: 'undone' })).rows
  expect(undone).toMatchObject([{ id, undoReason: 'it was a mistake' }])
  await addToBlocklist(ctx, input)
})

test.each(['optOut', 'blocklist'] as const)(
  '%s: import, export, and import of that',
  async (list) => {
    const text = ['手机号,备注', '13900000001,a', '+86 139-0000-0002,b', '13900000001,c', '12345,d']
    expect(await importText(list, text.join('\n'))).toEqual({ added: 2, known: 0, refused: 1 })
    expect(await importText(list, '13900000002\n13900000003\n')).toEqual({
      added: 1,
      known: 1,
      refused: 0,
    })
    expect(await lastEntry()).toMatchObject({
      action: `${list}.import`,
      details: { fileName: 'a.csv', reason: 'given', added: 1, known: 1, refused: 0 },
    })
    const exported = await exportText(list)
    expect(exported).toContain('13900000003')
    expect(await lastEntry()).toMatchObject({
      action: `${list}.export`,
      details: { stage: 'complete' },
    })
    const again = await importText(list, exported)
    expect(again).toMatchObject({ added: 0, refused: 0 })
    expect(again.known).toBeGreaterThanOrEqual(3)
  },
)

test('an uploaded file is imported and gone; one that cannot be read adds nothing', async () => {
  const upload = async (text: string) =>
    (await storeUpload(ctx, { fileName: 'list.csv', stream: streamOf(text) })).id
  const input = { list: 'blocklist' as const, reason: 'x' }
  const uploadId = await upload('phone\n13700000001\n')
  expect(await importUploadedList(ctx, { ...input, uploadId })).toMatchObject({ added: 1 })
  const again = importUploadedList(ctx, { ...input, uploadId })
  await expect(again).rejects.toMatchObject({ code: 'upload_gone' })
  const before = await db.$count(auditEntries)
  const noPhones = importText('optOut', 'name,city\nA,B\nC,D\n')
  await expect(noPhones).rejects.toMatchObject({ code: 'file_no_phone_column' })
  expect(await db.$count(auditEntries)).toBe(before)
})

test('a file is read before the transaction begins: reading may take longer than one may stand idle', async () => {
  const idle: unknown[] = []
  async function* source(): AsyncGenerator<Uint8Array> {
    for (const line of ['13600000011\n', '13600000012\n']) {
      const { rows } = await db.execute<{ n: number }>(sql`
        select count(*)::int as n from pg_stat_activity
        where datname = current_database() and state like 'idle in transaction%'`)
      idle.push(rows[0]?.n)
      yield Buffer.from(line)
    }
  }
  const input = { list: 'optOut' as const, reason: 'given', fileName: 'a.csv', file: { source } }
  expect(await importList(ctx, input)).toMatchObject({ added: 2 })
  expect(idle.length).toBeGreaterThan(1)
  expect(new Set(idle)).toEqual(new Set([0]))
})

test('an imported opt-out and one added by hand are one', async () => {
  await importText('optOut', '13600000001\n')
  const byHand = addOptOut(ctx, { phone: '13600000001', reason: 'x' })
  await expect(byHand).rejects.toMatchObject({ code: 'opted_out_already' })
})

test('a viewer neither imports nor exports', async () => {
  const before = await db.$count(auditEntries)
  const refused = { code: 'forbidden' }
  await expect(importText('optOut', '13500000001\n', viewer)).rejects.toMatchObject(refused)
  await expect(exportText('blocklist', viewer)).rejects.toMatchObject(refused)
  expect(await db.$count(auditEntries)).toBe(before)
})
