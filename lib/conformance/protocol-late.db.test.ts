import { sql } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { abortBatch } from '#lib/batches/abort.ts'
import { confirmBatch } from '#lib/batches/confirm.ts'
import { draftRest } from '#lib/batches/draft-rest.ts'
import { draftRetry } from '#lib/batches/draft-retry.ts'
import { importRecipients } from '#lib/batches/import-recipients.ts'
import { sweepLostCalls } from '#lib/dispatch/sweep.ts'
import type { Claim } from '#lib/dispatch/types.ts'
import { settleMessage } from '#lib/messages/settle-message.ts'
import { openConsole, type TestConsole } from './console.fixture.ts'
import {
  bringReports,
  call,
  claim,
  drain,
  endLeases,
  expectExactCounts,
  listMessages,
  makeRows,
  openPlace,
  referenceOf,
  startBatch,
  statuses,
  timesTaken,
} from './protocol.fixture.ts'
import { vendorCases } from './vendor-cases.ts'

/** What comes after a call was given up: it counts, and nobody gets a text twice for it. */
vi.setConfig({ testTimeout: 60_000 })
let console: TestConsole
beforeAll(async () => {
  console = await openConsole({ reviewDelayMs: 0, reportDelayMs: [3_600_000, 3_600_000] })
})
afterEach(() => expectExactCounts(console))
afterAll(() => console.close())

/** Calls that were claimed and whose lease has ended before anybody heard of them. */
async function giveUp(batchId: string): Promise<Claim[]> {
  const claims = await claim(console, batchId, 1)
  await endLeases(console, batchId)
  await sweepLostCalls(console.ctx.db)
  return claims
}
async function sendAgain(batchId: string) {
  const lost = (await listMessages(console, batchId)).find(({ status }) => status === 'unknown')
  const messageId = Number(lost?.id)
  const reference = await referenceOf(console, messageId)
  const reason = '供应商说没有收到'
  return settleMessage(console.ctx, { messageId, as: 'queued', reference, reason })
}

test('a whole call refused too late to be split: all but the guilty are sent to as what can succeed', async () => {
  const place = await openPlace(console, 'infocloud', { recipientsPerCall: 20 })
  const rows = makeRows(20, (n) => [n === 7 ? '长'.repeat(45) : `张${n}`, `${n}.50`])
  const batchId = await startBatch(console, place, rows)
  await call(console, await giveUp(batchId))
  expect(await statuses(console, batchId)).toEqual({ rejected: 20 })
  await drain(console, batchId)
  const { id } = await draftRetry(console.ctx, { batchId }, { importsHere: true })
  await importRecipients(console.ctx, { batchId: id })
  await confirmBatch(console.ctx, { batchId: id, scheduledAt: null })
  await drain(console, id)
  expect(await statuses(console, id)).toEqual({ submitted: 19, rejected: 1 })
  expect(timesTaken(console, 'infocloud', rows)).toEqual(rows.map((_, n) => (n === 7 ? 0 : 1)))
  await expect(draftRetry(console.ctx, { batchId: id })).rejects.toThrow('nothing_to_send')
})

test('a late yes takes a message that a person had sent again out of the queue', async () => {
  const place = await openPlace(console, 'infocloud')
  const rows = makeRows(2)
  const batchId = await startBatch(console, place, rows)
  const claims = await giveUp(batchId)
  expect(await sendAgain(batchId)).toMatchObject({ status: 'queued' })
  await call(console, claims)
  expect(await statuses(console, batchId)).toEqual({ submitted: 2 })
  expect(await drain(console, batchId)).toEqual([])
  expect(timesTaken(console, 'infocloud', rows)).toEqual([1, 1])
  await bringReports(console)
  expect(await statuses(console, batchId)).toEqual({ delivered: 2 })
})

test('a late no leaves it there', async () => {
  const place = await openPlace(console, 'infocloud')
  const rows = makeRows(1)
  const batchId = await startBatch(console, place, rows)
  const claims = await giveUp(batchId)
  await sendAgain(batchId)
  console.sandbox.control.addFault({
    ...{ vendor: 'infocloud', fault: 'refuse', code: '60007', count: 1 },
    path: vendorCases.infocloud.sendPath,
  })
  await call(console, claims)
  expect(await statuses(console, batchId)).toEqual({ queued: 1 })
  await drain(console, batchId)
  expect(timesTaken(console, 'infocloud', rows)).toEqual([1])
})

const reportedLate = ['infocloud', 'zhuanxinyun', 'veesing'] as const

test.each(reportedLate)('so does a report of the call before (%s)', async (vendor) => {
  const place = await openPlace(console, vendor)
  const rows = makeRows(1)
  const batchId = await startBatch(console, place, rows)
  await loseAnswer(vendor, batchId)
  expect(await sendAgain(batchId)).toMatchObject({ status: 'queued' })
  await bringReports(console)
  expect(await statuses(console, batchId)).toEqual({ delivered: 1 })
  expect(await drain(console, batchId)).toEqual([])
  expect(timesTaken(console, vendor, rows)).toEqual([1])
})

test('and out of the rest of an aborted batch', async () => {
  const place = await openPlace(console, 'infocloud')
  const rows = makeRows(1)
  const batchId = await startBatch(console, place, rows)
  await loseAnswer('infocloud', batchId)
  await console.ctx.db.execute(sql`update batches set state = 'paused', finished_at = null
    where id = ${batchId}`)
  await abortBatch(console.ctx, { batchId })
  expect(await sendAgain(batchId)).toMatchObject({ status: 'canceled' })
  await bringReports(console)
  expect(await statuses(console, batchId)).toEqual({ delivered: 1 })
  await expect(draftRest(console.ctx, { batchId })).rejects.toThrow('nothing_to_send')
})

/** The vendor takes the next call and its answer is lost. */
async function loseAnswer(vendor: (typeof reportedLate)[number], batchId: string) {
  const path = vendorCases[vendor].sendPath
  console.sandbox.control.addFault({ vendor, fault: 'reset-after', path, count: 1 })
  await call(console, await claim(console, batchId, 1))
  expect(await statuses(console, batchId)).toEqual({ unknown: 1 })
  await endLeases(console, batchId)
}
