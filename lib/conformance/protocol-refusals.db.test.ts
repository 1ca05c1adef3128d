import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { resumeBatch } from '#lib/batches/resume.ts'
import { attemptLimit } from '#lib/dispatch/types.ts'
import { updateTemplate } from '#lib/templates/update.ts'
import { openConsole, type TestConsole } from './console.fixture.ts'
import {
  batchOf,
  call,
  claim,
  drain,
  expectExactCounts,
  listMessages,
  makeRows,
  openPlace,
  skipBackoff,
  startBatch,
  statuses,
  timesTaken,
} from './protocol.fixture.ts'
import { vendorCases } from './vendor-cases.ts'

let console: TestConsole
let place: { channelId: string; templateId: string }
beforeAll(async () => {
  console = await openConsole({ answerTimeoutMs: 2_000, reviewDelayMs: 0 })
  place = await openPlace(console, 'infocloud')
})
afterEach(async () => {
  console.sandbox.control.clearFaults()
  await expectExactCounts(console)
})
afterAll(() => console.close())

const refuse = (code: string, count?: number) =>
  console.sandbox.control.addFault({
    vendor: 'infocloud',
    fault: 'refuse',
    code,
    path: vendorCases.infocloud.sendPath,
    ...(count ? { count } : {}),
  })

test('rate limited: queued again under a new reference, later, and delivered', async () => {
  const rows = makeRows(3)
  const batchId = await startBatch(console, place, rows)
  refuse('6000', 1)
  const [first] = await claim(console, batchId)
  if (!first) throw new Error('nothing claimed')
  await call(console, [first])
  expect(await statuses(console, batchId)).toEqual({ queued: 3 })
  const { attempts, retryAt } = await batchOf(console, batchId)
  expect(attempts).toBe(1)
  expect(retryAt?.getTime()).toBeGreaterThan(Date.now() - 1_000)
  expect(await claim(console, batchId)).toEqual([])
  await skipBackoff(console, batchId)
  const [second] = await drain(console, batchId)
  expect(second?.reference).not.toBe(first.reference)
  expect(timesTaken(console, 'infocloud', rows)).toEqual([1, 1, 1])
})

test('calls that are refused side by side are one attempt', async () => {
  const place = await openPlace(console, 'infocloud', { recipientsPerCall: 1 })
  const batchId = await startBatch(console, place, makeRows(12))
  refuse('6000', 12)
  const claims = await claim(console, batchId, 12)
  expect(claims.length).toBe(12)
  await call(console, claims)
  expect(await batchOf(console, batchId)).toMatchObject({ state: 'sending', attempts: 1 })
  await skipBackoff(console, batchId)
  await drain(console, batchId)
  expect(await statuses(console, batchId)).toEqual({ submitted: 12 })
})

test('at the retry limit the batch pauses and rejects nothing', async () => {
  const batchId = await startBatch(console, place, makeRows(3))
  refuse('60009')
  for (let n = 0; n < attemptLimit; n++) {
    expect((await batchOf(console, batchId)).state).toBe('sending')
    await skipBackoff(console, batchId)
    await drain(console, batchId)
  }
  expect(await batchOf(console, batchId)).toMatchObject({
    state: 'paused',
    pauseReason: { reason: 'retries', code: '60009' },
  })
  expect(await statuses(console, batchId)).toEqual({ queued: 3 })
  console.sandbox.control.clearFaults()
  await resumeBatch(console.ctx, { batchId })
  await drain(console, batchId)
  expect(await statuses(console, batchId)).toEqual({ submitted: 3 })
})

test('a vendor that refuses whole calls, one after the other, does not burn the rest', async () => {
  const place = await openPlace(console, 'infocloud', { recipientsPerCall: 2 })
  const batchId = await startBatch(console, place, makeRows(100))
  refuse('60007')
  for (let n = 0; n < 50; n++) await call(console, await claim(console, batchId, 1))
  const { rejected = 0, queued = 0 } = await statuses(console, batchId)
  expect(await batchOf(console, batchId)).toMatchObject({
    state: 'paused',
    pauseReason: { reason: 'rejected', code: '60007' },
  })
  // Each call was tried again in parts, down to single recipients, before anybody was refused.
  expect({ rejected, queued }).toEqual({ rejected: attemptLimit, queued: 100 - attemptLimit })
})

test('a call refused for one of its recipients is split until only that one is refused', async () => {
  const place = await openPlace(console, 'infocloud', { recipientsPerCall: 20 })
  const tooLong = new Set([7, 33])
  const rows = makeRows(50, (n) => [tooLong.has(n) ? '长'.repeat(45) : `张${n}`, `${n}.50`])
  const batchId = await startBatch(console, place, rows)
  const claims = await drain(console, batchId)
  expect(await statuses(console, batchId)).toEqual({ submitted: 48, rejected: 2 })
  const taken = timesTaken(console, 'infocloud', rows)
  expect(taken).toEqual(rows.map((_, n) => (tooLong.has(n) ? 0 : 1)))
  const messages = await listMessages(console, batchId)
  expect(messages.filter((one) => one.status === 'rejected').map((one) => one.code)).toEqual([
    '60004',
    '60004',
  ])
  // Few calls more than without: a handful a culprit, not one a recipient.
  expect(claims.length).toBeLessThan(30)
})

test('a wrong key pauses', async () => {
  const batchId = await startBatch(console, place, makeRows(3))
  refuse('2001', 1)
  await drain(console, batchId)
  expect(await batchOf(console, batchId)).toMatchObject({
    state: 'paused',
    pauseReason: { reason: 'unauthorized', code: '2001' },
  })
  expect(await statuses(console, batchId)).toEqual({ queued: 3 })
})

test('a template that went back to review holds its batch', async () => {
  const place = await openPlace(console, 'upyun')
  const batchId = await startBatch(console, place, makeRows(5))
  console.sandbox.control.setRates({ reviewDelayMs: 3_600_000 })
  await updateTemplate(console.ctx, { id: place.templateId, title: '新收入' })
  console.sandbox.control.setRates({ reviewDelayMs: 0 })
  await drain(console, batchId)
  expect(await batchOf(console, batchId)).toMatchObject({
    state: 'paused',
    pauseReason: { reason: 'template_unavailable', code: 'template_not_approved' },
  })
  expect(await statuses(console, batchId)).toEqual({ queued: 5 })
})
