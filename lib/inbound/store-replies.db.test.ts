import { eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { connect, type Db } from '#db/client.ts'
import { channels } from '#db/schema/channels.ts'
import { messages } from '#db/schema/messages.ts'
import { optOuts } from '#db/schema/opt-outs.ts'
import { inboundMessages } from '#db/schema/reports.ts'
import { createTestDatabase, type TestDatabase } from '#db/testing.ts'
import { seedBatch, seedCall, seedChannel, testContext } from '#lib/messages/testing.ts'
import { undoOptOut } from '#lib/opt-outs/undo-opt-out.ts'
import { type ReplyEvent, storeReplies } from './store-replies.ts'

let database: TestDatabase
let db: Db
/** Two channels of one account with the extensions 1 and 12, and one of another account. */
let one: string
let two: string
let other: string
beforeAll(async () => {
  database = await createTestDatabase()
  db = connect(database.url)
  const open = async (name: string, upExtendCode: string) => {
    const id = await seedChannel(db, name)
    await db.update(channels).set({ settings: { upExtendCode } }).where(eq(channels.id, id))
    return id
  }
  ;[one, two, other] = [await open('one', '1'), await open('two', '12'), await open('other', '')]
})
afterAll(async () => {
  await db.$client.end()
  await database.drop()
})

let serial = 0
const newPhone = () => `139${String(++serial).padStart(8, '0')}`
const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000)
const reply = (phone: string, more: Partial<ReplyEvent> = {}): ReplyEvent => ({
  ...{ type: 'reply', phone, content: '好', at: minutesAgo(0) },
  ...more,
})
const store = (replies: ReplyEvent[], channelId = one) =>
  db.transaction((tx) =>
    storeReplies(tx, { channelId, callbackId: 1, account: [one, two] }, replies),
  )
const stored = (phone: string) =>
  db
    .select()
    .from(inboundMessages)
    .where(eq(inboundMessages.phone, phone))
    .orderBy(inboundMessages.id)
/** The messages that the replies of a phone are tied to. */
const answered = async (phone: string) => (await stored(phone)).map((row) => row.messageId)

type Sent = Partial<typeof messages.$inferInsert> & { reference?: string; call?: string }
/** A message that went out so many minutes ago; gives its id. */
async function send(channelId: string, phone: string, minutes: number, more: Sent = {}) {
  const { reference = `ref${serial++}`, call, ...fields } = more
  const [id, createdAt] = [++serial, minutesAgo(minutes + 60)]
  const message = { phone, ...fields }
  const batchId = await seedBatch(db, channelId, {
    ...{ name: 'news', firstId: id, createdAt },
    messages: [message],
  })
  const ids = { batchId, channelId, messagesCreatedAt: createdAt, firstId: id, lastId: id }
  const vendorSubmissionId = call ?? null
  const times = { createdAt: minutesAgo(minutes), vendorSubmissionId }
  const submissionId = await seedCall(db, { ...ids, reference, ...times })
  await db.update(messages).set({ submissionId }).where(eq(messages.id, id))
  return id
}

test('the message that the vendor names comes before any later one', async () => {
  const phone = newPhone()
  const first = await send(one, phone, 50, { reference: 'L1', call: 'C1', vendorMessageId: 'M1' })
  const last = await send(one, phone, 40, { reference: 'L2' })
  await send(other, phone, 30, { reference: 'L3' })
  for (const keys of [{ reference: 'L1' }, { submissionId: 'C1' }, { vendorMessageId: 'M1' }])
    await store([reply(phone, { keys, content: JSON.stringify(keys) })])
  await store([reply(phone, { keys: { reference: 'L3' } }), reply(newPhone())])
  expect(await answered(phone)).toEqual([first, first, first, last])
})

test('then one of the channel whose number it came to, which it is then shown under', async () => {
  const phone = newPhone()
  const long = await send(two, phone, 50)
  const short = await send(one, phone, 40)
  const numbers = ['10690012', '1069001', '10690077']
  for (const senderNumber of numbers)
    await store([reply(phone, { senderNumber, content: senderNumber })])
  const stranger = newPhone()
  await store([reply(stranger, { senderNumber: '10690012' })])
  expect(await answered(phone)).toEqual([long, short, short])
  const shown = [...(await stored(phone)), ...(await stored(stranger))]
  expect(shown.map((row) => row.channelId)).toEqual([two, one, one, two])
})

test('then the latest of the account, then of any, that may have gone out by then', async () => {
  const phone = newPhone()
  const early = await send(one, phone, 50)
  const gone = await send(two, phone, 9.5)
  for (const status of ['rejected', 'queued', 'blocked', 'canceled'] as const)
    await send(one, phone, 30, { status })
  await send(other, phone, 20)
  await send(one, phone, 8)
  await store([reply(phone, { at: minutesAgo(20) }), reply(phone, { at: minutesAgo(10) })])
  expect(await answered(phone)).toEqual([early, gone])
  const elsewhere = newPhone()
  const any = await send(other, elsewhere, 5)
  await store([reply(elsewhere), reply(elsewhere, { at: minutesAgo(7) })])
  expect(await answered(elsewhere)).toEqual([any, null])
})

test('what the vendor holds has not gone out before its time', async () => {
  const phone = newPhone()
  const held = await send(one, phone, 50)
  await db.execute(sql`update batches set held_by_vendor = true, scheduled_at = ${minutesAgo(10)}
    where id = (select batch_id from messages where id = ${held})`)
  await store([reply(phone, { at: minutesAgo(20) }), reply(phone)])
  expect(await answered(phone)).toEqual([null, held])
})

const undated = (phone: string, content = '好') => reply(phone, { content, isUndated: true })
/** As if everything stored of a phone had come so many days earlier. */
const age = (phone: string, days: number) =>
  db.execute(sql`update inbound_messages set received_at = received_at - make_interval(days => ${days}),
    at = at - make_interval(days => ${days}) where phone = ${phone}`)
const contents = async (phone: string) => (await stored(phone)).map((row) => row.content)

test('a reply without a time is the one that was pushed, however often it is shown', async () => {
  const phone = newPhone()
  await store([reply(phone, { at: minutesAgo(5) })])
  for (let day = 0; day < 3; day++) {
    await store([undated(phone), undated(phone, '再见'), undated(phone, '再见')], two)
    await age(phone, 1)
  }
  expect(await contents(phone)).toEqual(['好', '再见'])
  await age(phone, 30)
  for (let day = 0; day < 2; day++) await store([undated(phone, '再见')])
  expect(await contents(phone)).toEqual(['好', '再见', '再见'])
})

test('a push takes the place of the same without a time, and the next one is another', async () => {
  const phone = newPhone()
  await store([undated(phone)])
  const at = minutesAgo(2)
  for (let n = 0; n < 2; n++) await store([reply(phone, { at })])
  expect(await stored(phone)).toMatchObject([{ at }])
  await store([undated(phone)])
  await store([reply(phone, { at: minutesAgo(1) })])
  expect(await contents(phone)).toEqual(['好', '好'])
  const slow = newPhone()
  await store([undated(slow)])
  await age(slow, 2)
  await store([reply(slow)])
  expect(await contents(slow)).toEqual(['好', '好'])
})

test('an opt-out that was undone is not written again, until the person asks again', async () => {
  const phone = newPhone()
  await store([undated(phone, 'TD')])
  const isOut = async () =>
    (await db.$count(optOuts, sql`phone = ${phone} and undone_at is null`)) > 0
  expect(await isOut()).toBe(true)
  const [entry] = await db.select().from(optOuts).where(eq(optOuts.phone, phone))
  await undoOptOut(testContext(db), { id: entry?.id ?? 0, reason: 'a mistake' })
  await store([undated(phone, 'TD')])
  expect(await isOut()).toBe(false)
  const again = reply(phone, { content: 'TD', at: new Date(Date.now() + 60_000) })
  await store([again])
  expect(await isOut()).toBe(true)
  expect(await contents(phone)).toEqual(['TD', 'TD'])
})

test('the push of an opt-out that was undone since it was shown changes nothing', async () => {
  const phone = newPhone()
  await store([undated(phone, 'TD')])
  const [entry] = await db.select().from(optOuts).where(eq(optOuts.phone, phone))
  await undoOptOut(testContext(db), { id: entry?.id ?? 0, reason: 'a mistake' })
  await store([reply(phone, { content: 'TD', at: minutesAgo(1) })])
  expect(await contents(phone)).toEqual(['TD'])
  expect(await db.$count(optOuts, sql`phone = ${phone} and undone_at is null`)).toBe(0)
})
