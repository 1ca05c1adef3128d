import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { connect, type Db } from '#db/client.ts'
import { channels } from '#db/schema/channels.ts'
import { countDeltas, dailyCounts } from '#db/schema/counts.ts'
import { messages } from '#db/schema/messages.ts'
import { deliveryReports, rawCallbacks } from '#db/schema/reports.ts'
import { createTestDatabase, type TestDatabase } from '#db/testing.ts'
import { foldCounts } from '#lib/counts/fold.ts'
import { seedBatch, seedCall, seedChannel, testContext } from '#lib/messages/testing.ts'
import { chinaDay } from '#lib/providers/china-time.ts'
import { getOverview } from './get-overview.ts'
import { listSilent } from './list-silent.ts'

let database: TestDatabase
let db: Db
let channelId: string

const now = new Date()
const day = (ago: number) => chinaDay(new Date(now.getTime() - ago * 86_400_000))

beforeAll(async () => {
  database = await createTestDatabase()
  db = connect(database.url)
})
afterAll(async () => {
  await db.$client.end()
  await database.drop()
})

test('a new installation has nothing, and says so without failing', async () => {
  const overview = await getOverview(testContext(db), { period: 'today' }, now)
  expect(overview.has).toEqual({ channels: false, templates: false, batches: false })
  expect(overview.periods.today.rate).toEqual({ value: null, of: 0, reported: null })
  expect(overview.days).toHaveLength(30)
  expect(overview).toMatchObject({ failures: [], carriers: [], underWay: [], parkedReports: 0 })
})

test('adds up the rollup and what is not folded yet, the same before and after folding', async () => {
  channelId = await seedChannel(db, 'first')
  const row = { channelId, code: '', carrier: 'cmcc', segments: 0 }
  await db.insert(dailyCounts).values([
    { ...row, day: day(0), status: 'submitted', messages: 40, segments: 80 },
    { ...row, day: day(0), status: 'delivered', messages: 50, segments: 100, code: 'DELIVRD' },
    { ...row, day: day(1), status: 'delivered', messages: 10, segments: 10, carrier: 'cucc' },
    { ...row, day: day(7), status: 'delivered', messages: 7, segments: 7 },
  ])
  const batchId = await seedBatch(db, channelId, {
    name: 'now',
    firstId: 1,
    createdAt: now,
    state: 'sending',
    messages: [{ phone: '13800000000' }],
  })
  const delta = { ...row, batchId, day: day(0) }
  await db.insert(countDeltas).values([
    { ...delta, status: 'submitted', messages: -10, segments: -20 },
    { ...delta, status: 'failed', code: 'EXPIRED', messages: 6, segments: 12 },
    { ...delta, status: 'failed', code: 'odd', messages: 4, segments: 8 },
    { ...delta, status: 'unknown', messages: 3, segments: 3 },
    { ...delta, day: null, status: 'queued', messages: 9, segments: 9 },
  ])
  const read = () => getOverview(testContext(db), { period: 'today' }, now)
  const unfolded = await read()
  expect(unfolded.periods.today.totals).toMatchObject({
    sent: 90,
    delivered: 50,
    failed: 10,
    waiting: 30,
    unknown: 3,
    segments: 180,
  })
  expect(unfolded.periods.today.totals.cost).toBeCloseTo(9)
  expect(unfolded.periods.today.rate).toEqual({ value: 50 / 60, of: 60, reported: 60 / 90 })
  expect(unfolded.periods.today.before.totals.sent).toBe(10)
  expect(unfolded.periods.yesterday.totals.sent).toBe(10)
  expect(unfolded.periods.week).toMatchObject({
    totals: { sent: 100 },
    before: { totals: { sent: 7 } },
  })
  expect(unfolded.failures).toEqual([
    { group: 'expired', messages: 6 },
    { group: 'other', messages: 4 },
  ])
  expect(unfolded.carriers).toMatchObject([{ carrier: 'cmcc', sent: 90 }])
  expect(unfolded.days.at(-1)).toEqual({ day: day(0), delivered: 50, failed: 10, waiting: 30 })
  expect(unfolded.underWay).toMatchObject([{ name: 'now', state: 'sending' }])
  expect(await foldCounts(db)).toBe(5)
  const folded = await read()
  expect(folded.periods).toEqual(unfolded.periods)
  expect(folded.failures).toEqual(unfolded.failures)
})

test('names channels whose calls go wrong, and counts parked reports', async () => {
  const seed = {
    batchId: crypto.randomUUID(),
    channelId,
    messagesCreatedAt: now,
    firstId: 1,
    lastId: 1,
  }
  await seedCall(db, { ...seed, state: 'requeued', failure: 'insufficient_balance' })
  await seedCall(db, { ...seed, state: 'requeued', failure: 'insufficient_balance' })
  await seedCall(db, { ...seed, state: 'rejected', failure: 'insufficient_balance' })
  await seedCall(db, { ...seed, state: 'unknown', failure: 'outcome_unknown' })
  await seedCall(db, seed)
  // Settled since; and split by us, with one part that was refused in the end.
  await seedCall(db, { ...seed, state: 'accepted', failure: 'outcome_unknown' })
  await seedCall(db, { ...seed, state: 'requeued', failure: 'rejected' })
  await seedCall(db, { ...seed, state: 'requeued', failure: 'rejected' })
  await seedCall(db, { ...seed, state: 'rejected', failure: 'rejected' })
  await db.insert(deliveryReports).values([
    { channelId, callbackId: 1, state: 'parked', delivered: true, code: 'x', at: now },
    { channelId, callbackId: 1, state: 'kept', delivered: true, code: 'x', at: now },
  ])
  await db.insert(rawCallbacks).values({
    ...{ channelId, source: 'push', method: 'POST', query: '', contentType: '' },
    ...{ body: Buffer.from('?'), state: 'unreadable' },
  })
  const overview = await getOverview(testContext(db), { period: 'week' }, now)
  expect(overview.parkedReports).toBe(1)
  expect(overview.unreadablePushes).toBe(1)
  expect(overview.troubles).toEqual([
    {
      channelId,
      channelName: 'first',
      paused: false,
      refusedCalls: [
        { failure: 'insufficient_balance', calls: 3 },
        { failure: 'rejected', calls: 1 },
      ],
      unknownCalls: 1,
    },
  ])
})

test('names a channel whose vendor took messages and pushed nothing since, until a report comes', async () => {
  const pushed = await seedChannel(db, 'pushed')
  const createdAt = new Date(now.getTime() - 40 * 60_000)
  const call = await seedBatch(db, pushed, {
    name: 'late',
    firstId: 500,
    createdAt,
    messages: [{ phone: '13800000001', status: 'submitted' }],
  })
  const ids = { firstId: 500, lastId: 500, messagesCreatedAt: createdAt, createdAt }
  const submissionId = await seedCall(db, { ...ids, batchId: call, channelId: pushed })
  await db.update(messages).set({ submissionId }).where(eq(messages.batchId, call))
  expect(await listSilent(db)).toEqual([{ channelId: pushed, since: createdAt }])

  const report = (status: 'submitted' | 'delivered') =>
    db.update(messages).set({ status }).where(eq(messages.batchId, call))
  await report('delivered')
  expect(await listSilent(db)).toEqual([])
  await report('submitted')
  const atPush = (lastCallbackAt: Date) =>
    db.update(channels).set({ lastCallbackAt }).where(eq(channels.id, pushed))
  await atPush(new Date(createdAt.getTime() - 1))
  expect(await listSilent(db)).toHaveLength(1)
  await atPush(now)
  expect(await listSilent(db)).toEqual([])
})
