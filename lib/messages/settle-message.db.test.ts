import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { connect, type Db } from '#db/client.ts'
import { auditEntries } from '#db/schema/audit.ts'
import { batches } from '#db/schema/batches.ts'
import { countDeltas } from '#db/schema/counts.ts'
import { messages } from '#db/schema/messages.ts'
import { deliveryReports, inboundMessages } from '#db/schema/reports.ts'
import { submissions } from '#db/schema/submissions.ts'
import { createTestDatabase, type TestDatabase } from '#db/testing.ts'
import type { Context } from '#lib/context.ts'
import { getMessage } from './get-message.ts'
import { revealPhone } from './reveal-phone.ts'
import { settleMessage } from './settle-message.ts'
import { seedBatch, seedCall, seedChannel, testContext } from './testing.ts'

let database: TestDatabase
let db: Db
let ctx: Context
let channelId: string
let nextId = 1000
let batchId: string
let id: number
let call: number

const createdAt = new Date(Date.now() - 3_600_000)
/** 23:30 in UTC is the next day in Shanghai. */
const calledAt = new Date(`${new Date().toISOString().slice(0, 8)}01T23:30:00Z`)

async function seedUnknown(state: 'finished' | 'paused' | 'aborted' = 'finished') {
  id = nextId
  nextId += 10
  batchId = await seedBatch(db, channelId, {
    name: `batch ${id}`,
    firstId: id,
    createdAt,
    state,
    messages: [
      { phone: '13800000000', status: 'unknown', failure: 'outcome_unknown', segments: 2 },
      { phone: '13800000001' },
    ],
  })
  const scope = { batchId, channelId, messagesCreatedAt: createdAt, firstId: id, lastId: id }
  call = await seedCall(db, { ...scope, state: 'unknown', createdAt: calledAt, requestId: 'rq' })
  await db.update(messages).set({ submissionId: call }).where(eq(messages.id, id))
}

beforeAll(async () => {
  database = await createTestDatabase()
  db = connect(database.url)
  ctx = testContext(db)
  channelId = await seedChannel(db, 'first')
})
beforeEach(() => seedUnknown())
afterAll(async () => {
  await db.$client.end()
  await database.drop()
})

const referenceOf = async (submissionId: number) => {
  const [row] = await db.select().from(submissions).where(eq(submissions.id, submissionId))
  return row?.reference ?? ''
}
const settle = async (as: 'delivered' | 'failed' | 'queued', who = ctx) =>
  settleMessage(who, {
    messageId: id,
    as,
    reference: await referenceOf(call),
    reason: 'the vendor’s support said so',
  })
const read = async () => (await db.select().from(messages).where(eq(messages.id, id)))[0]
const deltas = () =>
  db
    .select({
      status: countDeltas.status,
      messages: countDeltas.messages,
      segments: countDeltas.segments,
      day: countDeltas.day,
      carrier: countDeltas.carrier,
    })
    .from(countDeltas)
    .where(eq(countDeltas.batchId, batchId))
    .orderBy(countDeltas.id)

describe('settleMessage', () => {
  test('delivered: moves it, counts it on the day of its call in Shanghai, and is audited', async () => {
    await settle('delivered')
    expect(await read()).toMatchObject({ status: 'delivered', failure: null, submissionId: call })
    const day = `${calledAt.toISOString().slice(0, 8)}02`
    expect(await deltas()).toEqual([
      { status: 'unknown', messages: -1, segments: -2, day, carrier: 'cmcc' },
      { status: 'delivered', messages: 1, segments: 2, day, carrier: 'cmcc' },
    ])
    const [entry] = await db
      .select()
      .from(auditEntries)
      .where(eq(auditEntries.targetId, `${id}`))
    expect(entry).toMatchObject({ action: 'message.settle', actorName: 'Ada' })
    expect(entry?.details).toMatchObject({
      before: 'unknown',
      after: 'delivered',
      phone: '138****0000',
    })
  })

  test('queued: puts it and its finished batch back, on no day any more', async () => {
    await settle('queued')
    expect(await read()).toMatchObject({ status: 'queued', submissionId: call })
    const [batch] = await db.select().from(batches).where(eq(batches.id, batchId))
    expect(batch).toMatchObject({ state: 'sending', nextId: id, finishedAt: null })
    expect((await deltas())[1]).toMatchObject({ status: 'queued', messages: 1, day: null })
  })

  test('queued: a paused batch stays paused, in an aborted one it is left to the rest', async () => {
    await seedUnknown('paused')
    await settle('queued')
    const [paused] = await db.select().from(batches).where(eq(batches.id, batchId))
    expect(paused).toMatchObject({ state: 'paused', nextId: id })
    await seedUnknown('aborted')
    expect(await settle('queued')).toEqual({ id, status: 'canceled' })
    expect(await read()).toMatchObject({ status: 'canceled', submissionId: call })
    const [aborted] = await db.select().from(batches).where(eq(batches.id, batchId))
    expect(aborted).toMatchObject({ state: 'aborted' })
    expect((await deltas())[1]).toMatchObject({ status: 'canceled', messages: 1, day: null })
    const [entry] = await db
      .select()
      .from(auditEntries)
      .where(eq(auditEntries.targetId, `${id}`))
    expect(entry?.details).toMatchObject({ before: 'unknown', after: 'canceled' })
  })

  test('refuses while the lease of its call runs, what is not unknown, and a viewer', async () => {
    const soon = new Date(Date.now() + 20_000)
    await db.update(submissions).set({ leaseUntil: soon }).where(eq(submissions.id, call))
    await expect(settle('queued')).rejects.toMatchObject({ code: 'call_under_way' })
    await expect(settle('failed', testContext(db, 'viewer'))).rejects.toMatchObject({
      code: 'forbidden',
    })
    await expect(
      settleMessage(ctx, { messageId: id + 1, as: 'failed', reference: '', reason: 'x' }),
    ).rejects.toMatchObject({ code: 'message_not_unknown' })
    expect(await read()).toMatchObject({ status: 'unknown' })
  })

  test('refuses a decision about a call after which it went out again', async () => {
    const scope = { batchId, channelId, messagesCreatedAt: createdAt, firstId: id, lastId: id }
    const again = await seedCall(db, { ...scope, state: 'unknown', createdAt: calledAt })
    await db.update(messages).set({ submissionId: again }).where(eq(messages.id, id))
    await expect(settle('queued')).rejects.toMatchObject({ code: 'settle_other_call' })
    expect(await read()).toMatchObject({ status: 'unknown', submissionId: again })
    call = again
    expect(await settle('queued')).toMatchObject({ status: 'queued' })
  })

  test('two people at once: one decides, the other is told', async () => {
    const both = await Promise.allSettled([settle('delivered'), settle('queued')])
    expect(both.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(await deltas()).toHaveLength(2)
  })
})

describe('getMessage', () => {
  test('tells the whole story in order', async () => {
    const at = (minutes: number) => new Date(Date.now() + minutes * 60_000)
    await db.insert(deliveryReports).values({
      channelId,
      callbackId: 1,
      state: 'kept',
      delivered: false,
      code: 'EXPIRED',
      at: at(5),
      messageId: id,
    })
    await db.insert(inboundMessages).values({
      channelId,
      phone: '13800000000',
      content: 'TD',
      at: at(9),
      callbackId: 1,
      messageId: id,
      optOut: true,
      fingerprint: `f${id}`,
    })
    await settle('delivered')
    const detail = await getMessage(ctx, id, { locale: 'en' })
    expect(detail).toMatchObject({ phone: '138****0000', settleable: false, status: 'delivered' })
    expect(detail.timeline.map((entry) => entry.kind)).toEqual([
      'made',
      'confirmed',
      'submitted',
      'settled',
      'kept',
      'reply',
    ])
    const submitted = detail.timeline.find((entry) => entry.kind === 'submitted')
    expect(submitted).toMatchObject({
      requestId: 'rq',
      lookupUntil: new Date(calledAt.getTime() + 4 * 86_400_000),
    })
    const kept = detail.timeline.find((entry) => entry.kind === 'kept')
    expect(kept).toMatchObject({ explained: { group: 'expired' } })
  })

  test('an unknown one can be settled; one that is not there is said to be so', async () => {
    expect((await getMessage(ctx, id, { locale: 'zh-CN' })).settleable).toBe(true)
    await expect(getMessage(ctx, 1, { locale: 'en' })).rejects.toMatchObject({ code: 'not_found' })
  })
})

test('revealPhone gives the number to an operator and writes it down masked', async () => {
  expect(await revealPhone(ctx, { messageId: id })).toEqual({ phone: '13800000000' })
  const [entry] = await db
    .select()
    .from(auditEntries)
    .where(eq(auditEntries.targetId, `${id}`))
  expect(entry).toMatchObject({ action: 'message.reveal', details: { phone: '138****0000' } })
  await expect(revealPhone(testContext(db, 'viewer'), { messageId: id })).rejects.toMatchObject({
    code: 'forbidden',
  })
})
