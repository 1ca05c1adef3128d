import { afterAll, beforeAll, expect, test } from 'vitest'
import { connect, type Db } from '#db/client.ts'
import { auditEntries } from '#db/schema/audit.ts'
import { deliveryReports, rawCallbacks } from '#db/schema/reports.ts'
import { createTestDatabase, type TestDatabase } from '#db/testing.ts'
import { seedChannel, testContext } from '#lib/messages/testing.ts'
import { HeldParams } from './held-filter.ts'
import { findParked, listParked } from './list-parked.ts'
import { findUnreadable, listUnreadable } from './list-unreadable.ts'
import { revealRaw } from './reveal-raw.ts'

let database: TestDatabase
let db: Db
let channelId: string
beforeAll(async () => {
  database = await createTestDatabase()
  db = connect(database.url)
  channelId = await seedChannel(db, 'first')
})
afterAll(async () => {
  await db.$client.end()
  await database.drop()
})

const ask = HeldParams.parse({})
const raw = (body: Uint8Array | string, problem: string | null) => ({
  channelId,
  source: 'push' as const,
  method: 'POST',
  query: 'a=1',
  contentType: 'application/json',
  body: Buffer.from(body),
  state: problem === null ? ('applied' as const) : ('unreadable' as const),
  problem,
})

test('lists what could not be read, newest first, without what it says', async () => {
  await db
    .insert(rawCallbacks)
    .values([
      raw('{}', null),
      raw('x', 'unauthorized the apiKey is another, of 13800138000'),
      raw('zzz', 'bad_response #rows_left 2 5'),
      raw('yy', 'DrizzleQueryError: Failed query: insert\nparams: secret,13800138000'),
    ])
  const { rows } = await listUnreadable({ db }, ask)
  expect(rows.map(({ size, failure, words, problem }) => [size, failure, words, problem])).toEqual([
    [5, '', 'DrizzleQueryError: Failed query: insert', undefined],
    [6, 'bad_response', '2 5', 'rows_left'],
    [4, 'unauthorized', 'the apiKey is another, of 138****8000', undefined],
  ])
  expect(rows[0]?.channel).toEqual({ id: channelId, name: 'first' })
  expect(JSON.stringify(rows)).not.toContain('body')
  const elsewhere = { ...ask, channel: crypto.randomUUID() }
  expect((await listUnreadable({ db }, elsewhere)).rows).toEqual([])
  expect(await findUnreadable({ db }, String(rows[0]?.id))).toEqual(rows[0])
  expect(await findUnreadable({ db }, 'x')).toBeUndefined()
})

test('lists reports without a message, phones masked', async () => {
  const report = { channelId, callbackId: 1, delivered: true, code: 'DELIVRD', at: new Date() }
  await db.insert(deliveryReports).values([
    { ...report, state: 'parked', phone: '13800138000', vendorMessageId: 'v1' },
    { ...report, state: 'kept', phone: '13800138001' },
  ])
  const { rows } = await listParked({ db }, { ...ask, kind: 'parked' })
  expect(rows).toMatchObject([{ phone: '138****8000', keys: ['v1'], code: 'DELIVRD' }])
  expect(await findParked({ db }, String(rows[0]?.id))).toEqual(rows[0])
})

test('the original is for administrators, and the audit log says who read it', async () => {
  const [stored] = await db
    .insert(rawCallbacks)
    .values(raw(Buffer.from('30b7a2cbcdb3c9b9a621', 'hex'), 'bad_response'))
    .returning({ id: rawCallbacks.id })
  const id = stored?.id ?? 0
  for (const role of ['viewer', 'operator', 'approver'] as const)
    await expect(revealRaw(testContext(db, role), { id })).rejects.toMatchObject({
      code: 'forbidden',
    })
  const administrator = testContext(db, 'administrator')
  expect(await revealRaw(administrator, { id })).toEqual({
    query: 'a=1',
    body: '0发送成功!',
    encoding: 'GB18030',
    cut: false,
  })
  await expect(revealRaw(administrator, { id: 999_999 })).rejects.toMatchObject({
    code: 'not_found',
  })
  const entries = await db.select().from(auditEntries)
  expect(entries).toMatchObject([
    { action: 'report.reveal', targetId: String(id), details: { name: 'first', bytes: 10 } },
  ])
})
