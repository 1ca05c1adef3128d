import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { connect, type Db } from '#db/client.ts'
import { auditEntries } from '#db/schema/audit.ts'
import { optOuts } from '#db/schema/opt-outs.ts'
import { inboundMessages } from '#db/schema/reports.ts'
import { createTestDatabase, type TestDatabase } from '#db/testing.ts'
import type { Context } from '#lib/context.ts'
import { seedBatch, seedChannel, testContext } from '#lib/messages/testing.ts'
import { addOptOut } from '#lib/opt-outs/add-opt-out.ts'
import { listOptOuts } from '#lib/opt-outs/list-opt-outs.ts'
import { readStanding } from '#lib/opt-outs/read-standing.ts'
import { undoOptOut } from '#lib/opt-outs/undo-opt-out.ts'
import { getThread } from './get-thread.ts'
import { listInbound } from './list-inbound.ts'

let database: TestDatabase
let db: Db
let ctx: Context
let channelId: string
const replies: number[] = []

const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000)

async function seedReply(phone: string, content: string, minutes: number, optOut = false) {
  const [row] = await db
    .insert(inboundMessages)
    .values({
      channelId,
      phone,
      content,
      at: minutesAgo(minutes),
      callbackId: 1,
      messageId: phone === '13800000000' ? 10 : null,
      optOut,
      fingerprint: `${phone}${minutes}`,
    })
    .returning({ id: inboundMessages.id })
  const id = row?.id ?? 0
  replies.push(id)
  if (optOut) await db.insert(optOuts).values({ phone, source: 'reply', inboundId: id })
}

beforeAll(async () => {
  database = await createTestDatabase()
  db = connect(database.url)
  ctx = testContext(db)
  channelId = await seedChannel(db, 'first')
  await seedBatch(db, channelId, {
    name: 'news',
    firstId: 10,
    createdAt: minutesAgo(60),
    messages: [{ phone: '13800000000', submittedAt: minutesAgo(50) }],
  })
  await seedReply('13800000000', 'thanks', 40)
  await seedReply('13800000000', 'TD', 30, true)
  await seedReply('13900000000', 'hello', 20)
})
afterAll(async () => {
  await db.$client.end()
  await database.drop()
})

test('lists replies newest first with what they answer and whether the phone is opted out', async () => {
  const { rows } = await listInbound(ctx, {})
  expect(rows.map((row) => row.content)).toEqual(['hello', 'TD', 'thanks'])
  expect(rows[1]).toMatchObject({
    phone: '138****0000',
    optOut: true,
    answers: { messageId: 10, batchName: 'news', text: '【Acme】Dear Li, your order is here.' },
  })
  expect(rows[2]?.optOutId).toBe(rows[1]?.optOutId)
  expect(rows[0]).toMatchObject({ answers: null, optOutId: null })
})

test('narrows by phone, kind and time, and pages', async () => {
  const contents = async (
    ...ask: Parameters<typeof listInbound> extends [unknown, ...infer R] ? R : never
  ) => (await listInbound(ctx, ...ask)).rows.map((row) => row.content)
  expect(await contents({ phone: '13900000000' })).toEqual(['hello'])
  expect(await contents({ optOut: true })).toEqual(['TD'])
  expect(await contents({ optOut: false, to: minutesAgo(25) })).toEqual(['thanks'])
  const first = await listInbound(ctx, {}, { limit: 2 })
  expect(await contents({}, { limit: 2, cursor: first.next })).toEqual(['thanks'])
})

test('reveals phones to an operator only, with an audit entry', async () => {
  const { rows } = await listInbound(ctx, {}, { reveal: true })
  expect(rows[0]?.phone).toBe('13900000000')
  const entries = await db.select().from(auditEntries)
  expect(entries.at(-1)).toMatchObject({ action: 'message.reveal', details: { count: 3 } })
  await expect(listInbound(testContext(db, 'viewer'), {}, { reveal: true })).rejects.toMatchObject({
    code: 'forbidden',
  })
})

test('shows the talk around a reply in order', async () => {
  const thread = await getThread(ctx, replies[1] ?? 0, { locale: 'en' })
  expect(thread.entries.map((entry) => entry.from)).toEqual(['us', 'them', 'them'])
  expect(thread.entries[0]).toMatchObject({ answered: true })
  expect(thread.entries[2]).toMatchObject({ asked: true, optOut: true })
  expect(thread.standing.active).toMatchObject({ source: 'reply' })
  await expect(getThread(ctx, 999, { locale: 'en' })).rejects.toMatchObject({ code: 'not_found' })
})

test('an opt-out is undone with a reason, kept, and can come again', async () => {
  const standing = await readStanding(db, '13800000000')
  const id = standing.active?.id ?? 0
  await undoOptOut(ctx, { id, reason: 'a mistake' })
  await expect(undoOptOut(ctx, { id, reason: 'again' })).rejects.toMatchObject({
    code: 'not_found',
  })
  expect(await readStanding(db, '13800000000')).toMatchObject({
    active: null,
    history: [{ id, undoReason: 'a mistake' }],
  })
  const entries = await db.select().from(auditEntries).where(eq(auditEntries.action, 'optOut.undo'))
  expect(entries).toMatchObject([
    { targetId: `opt-out/${id}`, details: { phone: '138****0000', reason: 'a mistake' } },
  ])
  const added = await addOptOut(ctx, { phone: '138 0000 0000', reason: 'phoned' })
  await expect(addOptOut(ctx, { phone: '13800000000', reason: 'phoned' })).rejects.toMatchObject({
    code: 'opted_out_already',
    field: 'phone',
  })
  await expect(addOptOut(ctx, { phone: '110', reason: 'x' })).rejects.toMatchObject({
    code: 'phone_not_mobile',
  })
  const active = await listOptOuts(ctx, {})
  expect(active.rows.map((row) => row.id)).toEqual([added.id])
  const all = await listOptOuts(ctx, { state: 'all' })
  expect(all.rows.map((row) => row.evidence?.content ?? null)).toEqual([null, 'TD'])
  expect((await listOptOuts(ctx, { state: 'undone' })).rows).toHaveLength(1)
})

test('a reply whose time is told to the minute stands behind the message it answers', async () => {
  const minute = new Date(Math.floor(Date.now() / 60_000) * 60_000 - 300_000)
  const sentAt = new Date(minute.getTime() + 20_000)
  const phone = '13700000000'
  await seedBatch(db, channelId, {
    ...{ name: 'quick', firstId: 20, createdAt: minute },
    messages: [{ phone, submittedAt: sentAt }],
  })
  const reply = { channelId, phone, callbackId: 1, messageId: 20 }
  const [told] = await db
    .insert(inboundMessages)
    .values([
      { ...reply, content: 'yes', at: minute, fingerprint: 'yes' },
      // To the second, and truly older: it stays where it is.
      { ...reply, content: 'early', at: new Date(sentAt.getTime() - 5_000), fingerprint: 'early' },
    ])
    .returning({ id: inboundMessages.id })
  const { entries } = await getThread(ctx, told?.id ?? 0, { locale: 'en' })
  const said = entries.map((entry) => (entry.from === 'us' ? 'us' : entry.content))
  expect(said).toEqual(['early', 'us', 'yes'])
  expect(entries[2]?.at).toEqual(minute)
})
