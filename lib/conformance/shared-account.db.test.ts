import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { messages } from '#db/schema/messages.ts'
import { inboundMessages } from '#db/schema/reports.ts'
import { submissions } from '#db/schema/submissions.ts'
import { applyReceived } from '#lib/callbacks/apply-received.ts'
import { archiveChannel } from '#lib/channels/archive.ts'
import { revealCallback } from '#lib/channels/reveal-callback.ts'
import { countParked } from '#lib/reports/park.ts'
import { openConsole, type TestConsole } from './console.fixture.ts'
import {
  drain,
  expectExactCounts,
  listMessages,
  makeRows,
  openPlace,
  phoneOf,
  type StoredMessage,
  startBatch,
} from './protocol.fixture.ts'
import { replyOf } from './pushed.fixture.ts'

let console: TestConsole
beforeAll(async () => {
  console = await openConsole({ decideByPhone: true, reportDelayMs: [3_600_000, 3_600_000] })
})
afterAll(() => console.close())

const push = async (channelId: string, data: Record<string, string>[], apiKey?: string) => {
  const { url } = await revealCallback(console.ctx, { id: channelId })
  const key = apiKey ?? console.sandbox.accounts.infocloud.apiKey
  const body = JSON.stringify({ apiKey: key, data })
  const headers = { 'content-type': 'application/json' }
  expect((await fetch(url, { method: 'POST', headers, body })).status).toBe(200)
  while ((await applyReceived(console.ctx)) > 0);
}

/** Under which the vendor reports on a message. */
async function referenceOf(message: StoredMessage | undefined): Promise<string> {
  const [call] = await console.ctx.db
    .select({ reference: submissions.reference })
    .from(submissions)
    .where(eq(submissions.id, Number(message?.submission_id)))
  return call?.reference ?? ''
}

test('two channels on one account: what is pushed for one settles messages of the other', async () => {
  const older = await openPlace(console, 'infocloud')
  const newer = await openPlace(console, 'infocloud')
  const rows = makeRows(2)
  const batchId = await startBatch(console, newer, rows)
  await drain(console, batchId)
  const sent = await listMessages(console, batchId)
  const reports = await Promise.all(
    sent.map(async (message) => ({
      bid: await referenceOf(message),
      tel: message.phone,
      arriveResult: 'DELIVRD',
      arriveTime: '2611211000',
    })),
  )
  await push(older.channelId, reports)
  const after = await listMessages(console, batchId)
  expect(after.map((message) => message.status)).toEqual(['delivered', 'delivered'])
  expect(await countParked(console.ctx.db)).toBe(0)
  await expectExactCounts(console)

  const tel = phoneOf(rows[0] ?? '')
  const reply = { srcId: '1069', tel, content: '收到', arriveTime: '2611211001' }
  for (const { channelId } of [older, newer]) await push(channelId, [reply])
  const replies = await console.ctx.db
    .select()
    .from(inboundMessages)
    .where(eq(inboundMessages.phone, tel))
  expect(replies).toHaveLength(1)
})

test('a reply belongs to the channel whose extension it came to', async () => {
  const places = await Promise.all(
    ['31', '32'].map((upExtendCode) =>
      openPlace(console, 'infocloud', { settings: { upExtendCode } }),
    ),
  )
  const rows = makeRows(1)
  for (const place of places) await drain(console, await startBatch(console, place, rows))
  const tel = phoneOf(rows[0] ?? '')
  // All are pushed to the one address that the account has.
  for (const extension of ['31', '32'])
    await push(places[1]?.channelId ?? '', [
      { ...replyOf(tel, extension), srcId: `106900281234${extension}` },
    ])
  const replies = await console.ctx.db
    .select({ channelId: inboundMessages.channelId, answered: messages.channelId })
    .from(inboundMessages)
    .innerJoin(messages, eq(messages.id, inboundMessages.messageId))
    .where(eq(inboundMessages.phone, tel))
    .orderBy(inboundMessages.id)
  expect(replies).toEqual(places.map(({ channelId }) => ({ channelId, answered: channelId })))
})

test('another account’s report settles nothing of ours and is set aside', async () => {
  const place = await openPlace(console, 'infocloud')
  const other = await openPlace(console, 'infocloud', {
    credentials: { apiKey: 'another', accessKey: 'account' },
  })
  const batchId = await startBatch(console, place, makeRows(1))
  await drain(console, batchId)
  const [message] = await listMessages(console, batchId)
  const report = {
    bid: await referenceOf(message),
    tel: message?.phone ?? '',
    arriveResult: 'DELIVRD',
    arriveTime: '2611211000',
  }
  await push(other.channelId, [report], 'another')
  expect((await listMessages(console, batchId))[0]?.status).toBe('submitted')
  expect(await countParked(console.ctx.db, other.channelId)).toBe(1)
})

test('a report that comes after its channel was archived still counts', async () => {
  const place = await openPlace(console, 'infocloud')
  const batchId = await startBatch(console, place, makeRows(1))
  await drain(console, batchId)
  const [message] = await listMessages(console, batchId)
  const { url } = await revealCallback(console.ctx, { id: place.channelId })
  await console.ctx.db.execute(`update batches set state = 'finished' where id = '${batchId}'`)
  await archiveChannel(console.ctx, { id: place.channelId })
  const { apiKey } = console.sandbox.accounts.infocloud
  const report = {
    bid: await referenceOf(message),
    tel: message?.phone,
    arriveResult: 'DELIVRD',
    arriveTime: '2611211000',
  }
  const body = JSON.stringify({ apiKey, data: [report] })
  const headers = { 'content-type': 'application/json' }
  expect((await fetch(url, { method: 'POST', headers, body })).status).toBe(200)
  while ((await applyReceived(console.ctx)) > 0);
  expect((await listMessages(console, batchId))[0]?.status).toBe('delivered')
  await expectExactCounts(console)
})
