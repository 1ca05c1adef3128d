import { asc } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { connect, type Db } from '#db/client.ts'
import { auditEntries } from '#db/schema/audit.ts'
import { createTestDatabase, type TestDatabase } from '#db/testing.ts'
import type { Context } from '#lib/context.ts'
import { exportMessages } from './export-messages.ts'
import { seedBatch, seedChannel, testContext } from './testing.ts'

let database: TestDatabase
let db: Db
let ctx: Context

beforeAll(async () => {
  database = await createTestDatabase()
  db = connect(database.url)
  ctx = testContext(db)
  const channelId = await seedChannel(db, '=SUM(A1)')
  const phones = Array.from({ length: 5_003 }, (_, n) => ({ phone: String(13800000000 + n) }))
  await seedBatch(db, channelId, {
    name: 'a "quoted", name',
    firstId: 1,
    createdAt: new Date(Date.now() - 86_400_000),
    messages: phones.slice(0, 3),
  })
  await seedBatch(db, channelId, {
    name: 'large',
    firstId: 10_000,
    createdAt: new Date(),
    messages: phones,
  })
}, 120_000)
afterAll(async () => {
  await db.$client.end()
  await database.drop()
})

const collect = async (reveal: boolean, filter = {}) => {
  const pieces: string[] = []
  for await (const piece of exportMessages(ctx, filter, { locale: 'zh-CN', reveal })) {
    pieces.push(piece)
  }
  return pieces
}

test('writes every row once, in pieces, as Excel reads it', async () => {
  const pieces = await collect(false)
  const text = pieces.join('')
  expect(pieces.length).toBeGreaterThan(2)
  expect(text.startsWith('\ufeff编号,批次,')).toBe(true)
  const lines = text.slice(1).split('\r\n')
  expect(lines.at(-1)).toBe('')
  const ids = lines.slice(1, -1).map((line) => line.split(',')[0])
  expect(new Set(ids).size).toBe(ids.length)
  expect(ids).toContain('10000')
  expect(ids).toContain('15002')
  expect(text).toContain(",'=SUM(A1),")
  expect(text).toContain('"a ""quoted"", name"')
  expect(text).toContain('138****0000')
  expect(text).not.toContain('13800000000')
})

const entriesSince = async (before: number) =>
  (await db.select().from(auditEntries).orderBy(asc(auditEntries.id))).slice(before)

test('audits an export once, before its first piece, with the filter and the count', async () => {
  const before = (await db.select().from(auditEntries)).length
  const stream = exportMessages(ctx, { phone: '13800000001' }, { locale: 'en', reveal: true })
  await stream.next()
  const expected = { filter: { phone: '138****0001' }, revealed: true, count: 2 }
  const told = [{ action: 'message.export', details: expected }]
  expect(await entriesSince(before)).toMatchObject(told)
  for await (const _ of stream);
  expect(await entriesSince(before)).toMatchObject(told)
})

test('of a long one it says how many at least, also when it is broken off', async () => {
  const before = (await db.select().from(auditEntries)).length
  const stream = exportMessages(ctx, {}, { locale: 'en' })
  await stream.next()
  await stream.next()
  await stream.return()
  expect(await entriesSince(before)).toMatchObject([
    { details: { filter: {}, revealed: false, countAtLeast: 5_000 } },
  ])
})

test('a viewer gets nothing', async () => {
  const stream = exportMessages(testContext(db, 'viewer'), {}, { locale: 'en' })
  await expect(stream.next()).rejects.toMatchObject({ code: 'forbidden' })
})
