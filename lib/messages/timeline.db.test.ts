import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { connect, type Db } from '#db/client.ts'
import { messages } from '#db/schema/messages.ts'
import type { SubmissionState } from '#db/schema/submissions.ts'
import { createTestDatabase, type TestDatabase } from '#db/testing.ts'
import { loadMessage } from './load-message.ts'
import { seedBatch, seedCall, seedChannel } from './testing.ts'
import { listTimeline } from './timeline.ts'

let database: TestDatabase
let db: Db
let channelId: string
let nextId = 1000

beforeAll(async () => {
  database = await createTestDatabase()
  db = connect(database.url)
  channelId = await seedChannel(db, 'first')
})
afterAll(async () => {
  await db?.$client.end()
  await database?.drop()
})

const minute = Date.now() - (Date.now() % 60_000) - 600_000
const at = (seconds: number) => new Date(minute + seconds * 1000)

/** Called 30 s into a minute, answered a second later; delivered by a report of that minute. */
async function tell(
  state: SubmissionState,
  submittedAt: Date,
  code: string | null = null,
  more: Partial<typeof messages.$inferInsert> = {},
) {
  const id = nextId++
  const message = { phone: '13800000000', submittedAt, reportedAt: at(0), code: 'DELIVRD', ...more }
  const createdAt = at(-30)
  const batchId = await seedBatch(db, channelId, {
    name: `batch ${id}`,
    firstId: id,
    createdAt,
    messages: [message],
  })
  const scope = { batchId, channelId, messagesCreatedAt: createdAt, firstId: id, lastId: id }
  const call = { state, code, createdAt: at(30), finishedAt: at(31) }
  const submissionId = await seedCall(db, { ...scope, ...call })
  await db.update(messages).set({ submissionId }).where(eq(messages.id, id))
  return listTimeline(db, await loadMessage(db, id), 'en')
}

test('a report of whole minutes stands behind the call and its answer, with its own time', async () => {
  const timeline = await tell('accepted', at(31))
  const kinds = ['made', 'confirmed', 'submitted', 'answered', 'report']
  expect(timeline.map((entry) => entry.kind)).toEqual(kinds)
  expect(timeline.at(-1)?.at).toEqual(at(0))
})

test('an unclear answer stays one when only a report says that the message was taken', async () => {
  const ofReport = await tell('unknown', at(30), 'http_502')
  expect(ofReport).toContainEqual(
    expect.objectContaining({ kind: 'answered', state: 'unknown', code: 'http_502' }),
  )
  const ofAnswer = await tell('unknown', at(31), 'http_502')
  expect(ofAnswer).toContainEqual(expect.objectContaining({ kind: 'answered', state: 'accepted' }))
})

test('a word that no document explains stands behind the yes, raw', async () => {
  const open = { status: 'submitted' as const, reportedAt: null, code: 'status 0301' }
  const timeline = await tell('accepted', at(31), null, open)
  expect(timeline.slice(-2).map((entry) => entry.kind)).toEqual(['answered', 'word'])
  expect(timeline.at(-1)).toMatchObject({ word: 'status 0301' })
})

test('a call that turned out well shows nothing of what had gone wrong with it', async () => {
  const settled = await tell('accepted', at(30), 'answer_timeout')
  const taken = await tell('unknown', at(30), 'answer_timeout', {
    status: 'submitted',
    reportedAt: null,
    code: null,
  })
  const named = await tell('unknown', at(30), 'answer_timeout', { vendorMessageId: 'v1' })
  for (const timeline of [settled, taken, named]) {
    expect(timeline).toContainEqual(
      expect.objectContaining({ kind: 'answered', state: 'accepted', code: null, detail: null }),
    )
  }
})
