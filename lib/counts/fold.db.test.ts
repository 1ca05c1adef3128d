import { randomBytes } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { countDeltas, dailyCounts } from '#db/schema/counts.ts'
import { messages } from '#db/schema/messages.ts'
import { rawCallbacks } from '#db/schema/reports.ts'
import { submissions } from '#db/schema/submissions.ts'
import { applyReceived } from '#lib/callbacks/apply-received.ts'
import { addSandboxChannel, createWorld } from '#lib/channels/testing/world.ts'
import { recordOutcome } from '#lib/dispatch/record.ts'
import { seedBatch, seedCall } from '#lib/messages/testing.ts'
import { foldCounts } from './fold.ts'

let world: Awaited<ReturnType<typeof createWorld>>
let channelId: string
beforeAll(async () => {
  world = await createWorld()
  channelId = await addSandboxChannel(world, 'veesing', 'channel')
})
afterAll(() => world.close())

/** What compression does not make short enough for an index. */
const long = () => randomBytes(3_000).toString('hex')
const phone = '13800138000'

/** One message whose call is in `state`. */
async function seedOne(firstId: number, state: 'accepted' | 'submitting') {
  const { db } = world.ctx
  const createdAt = new Date()
  const status = state === 'accepted' ? ('submitted' as const) : ('submitting' as const)
  const seed = { name: `${firstId}`, firstId, createdAt, messages: [{ phone, status }] }
  const batchId = await seedBatch(db, channelId, seed)
  const reference = `reference${firstId}`
  const call = { batchId, channelId, messagesCreatedAt: createdAt, firstId, lastId: firstId }
  const vendorSubmissionId = state === 'accepted' ? `task${firstId}` : null
  const submissionId = await seedCall(db, { ...call, reference, state, vendorSubmissionId })
  await db.execute(sql`update messages set submission_id = ${submissionId} where id = ${firstId}`)
  return { submissionId, reference }
}

async function push(fields: Record<string, string>): Promise<void> {
  const body = Buffer.from(new URLSearchParams({ mobile: phone, ...fields }).toString())
  const row = { source: 'push', method: 'POST', query: '', contentType: '', body } as const
  await world.ctx.db.insert(rawCallbacks).values({ channelId, ...row })
  expect(await applyReceived(world.ctx)).toBe(1)
}

test('a code that no index takes is counted by its beginning, and stops nobody else', async () => {
  const { db } = world.ctx
  await seedOne(1, 'accepted')
  const code = `${'\u{1f600}'.repeat(31)}x\u{1f600}${long()}`
  await push({ taskid: 'task1', status: '0', code })
  const [message] = await db.select().from(messages)
  // The half of a character at the end is not stored.
  expect(message).toMatchObject({ status: 'failed', code: `${code.slice(0, 63)}\ufffd` })
  expect(await foldCounts(db)).toBeGreaterThan(0)
  const [counted] = await db.select().from(dailyCounts).where(sql`status = 'failed'`)
  expect(counted).toMatchObject({ code: message?.code, messages: 1 })
})

test('so are those that were appended before codes were cut', async () => {
  const { db } = world.ctx
  const batchId = crypto.randomUUID()
  const delta = { batchId, channelId, day: '2026-11-21', carrier: '', segments: 1 }
  await db
    .insert(countDeltas)
    .values([1, 2].map(() => ({ ...delta, status: 'failed' as const, messages: 1, code: long() })))
  expect(await foldCounts(db)).toBe(2)
})

test('a long id of an answer is cut as that of its report is, and a long code of a refusal too', async () => {
  const { db } = world.ctx
  const call = await seedOne(3, 'submitting')
  const [submissionId, vendorMessageId, code] = [long(), long(), long()]
  await recordOutcome(db, call, [{ id: 3, phone }], {
    result: { submissionId, outcome: [{ accepted: true, vendorMessageId }] },
  })
  await push({ taskid: submissionId, status: '1', code: 'DELIVRD' })
  const other = await seedOne(4, 'submitting')
  await recordOutcome(db, other, [{ id: 4, phone }], { failure: 'rejected', code })
  const rows = await db.select().from(messages).where(sql`id > 2`).orderBy(messages.id)
  expect(rows).toMatchObject([
    { status: 'delivered', code: 'DELIVRD', vendorMessageId: vendorMessageId.slice(0, 200) },
    { status: 'rejected', code: code.slice(0, 64) },
  ])
  const [refused] = await db.select().from(submissions).where(sql`reference = 'reference4'`)
  expect(refused?.code).toBe(code.slice(0, 64))
  expect(await foldCounts(db)).toBeGreaterThan(0)
})
