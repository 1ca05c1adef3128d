import { sql } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { callVendor } from '#lib/dispatch/call-vendor.ts'
import { recordOutcome } from '#lib/dispatch/record.ts'
import { sweepLostCalls } from '#lib/dispatch/sweep.ts'
import { leaveWithinMs } from '#lib/dispatch/types.ts'
import { type Vendor, vendors } from '#lib/providers/registry.ts'
import { openConsole, type TestConsole } from './console.fixture.ts'
import {
  batchOf,
  bringReports,
  call,
  claim,
  drain,
  expectExactCounts,
  listMessages,
  makeRows,
  openPlace,
  phoneOf,
  sameValues,
  skipBackoff,
  startBatch,
  statuses,
  timesTaken,
} from './protocol.fixture.ts'
import { vendorCases } from './vendor-cases.ts'

let console: TestConsole
beforeAll(async () => {
  console = await openConsole({
    answerTimeoutMs: 2_000,
    reviewDelayMs: 0,
    // Reports come when a test asks for them.
    reportDelayMs: [3_600_000, 3_600_000],
  })
})
afterEach(async () => {
  console.sandbox.control.clearFaults()
  await expectExactCounts(console)
})
afterAll(() => console.close())

const places = {} as Record<Vendor, { channelId: string; templateId: string }>
beforeAll(async () => {
  for (const vendor of vendors) places[vendor] = await openPlace(console, vendor)
})

/** The lease of every call under way has ended. */
const endLeases = () =>
  console.ctx.db.execute(sql`
    update submissions set lease_until = now() - interval '1 second' where state = 'submitting'`)

const strike = (vendor: Vendor, fault: string, more: Record<string, unknown> = {}) =>
  console.sandbox.control.addFault({
    vendor,
    fault,
    path: vendorCases[vendor].sendPath,
    method: 'POST',
    ...more,
  } as Parameters<typeof console.sandbox.control.addFault>[0])

const ambiguous = [
  ['hang', true],
  ['reset-before', false],
  ['reset-after', true],
  ['half-answer', true],
  ['early-200', false],
  ['html-200', true],
  ['html-502', true],
  ['http-500', false],
  ['system-error', true],
  ['misdirected-421', false],
  ['redirect-307', false],
] as const

describe.each(vendors)('%s', (vendor) => {
  test.each(ambiguous)('%s (taken: %s) stays unknown and goes out once', async (fault, accepts) => {
    const rows = makeRows(3, sameValues)
    const batchId = await startBatch(console, places[vendor], rows)
    strike(vendor, fault, { count: 1, accepts })
    await drain(console, batchId)
    expect(await statuses(console, batchId)).toEqual({ unknown: 3 })
    // Nothing that runs by itself sends it again: not another turn, not the sweep, not a resume.
    await skipBackoff(console, batchId)
    await drain(console, batchId)
    await endLeases()
    await sweepLostCalls(console.ctx.db)
    expect(await drain(console, batchId)).toEqual([])
    expect(await statuses(console, batchId)).toEqual({ unknown: 3 })
    expect(timesTaken(console, vendor, rows)).toEqual(Array(3).fill(accepts ? 1 : 0))
    expect((await batchOf(console, batchId)).state).toBe('finished')
  })

  test('a worker that dies between claim and call leaves unknown messages, sent by nobody', async () => {
    const rows = makeRows(4, sameValues)
    const batchId = await startBatch(console, places[vendor], rows)
    await claim(console, batchId)
    expect(await statuses(console, batchId)).toEqual({ submitting: 4 })
    expect(await sweepLostCalls(console.ctx.db)).toBe(0)
    await endLeases()
    expect(await sweepLostCalls(console.ctx.db)).toBe(1)
    expect(await sweepLostCalls(console.ctx.db)).toBe(0)
    expect(await statuses(console, batchId)).toEqual({ unknown: 4 })
    await drain(console, batchId)
    expect(timesTaken(console, vendor, rows)).toEqual([0, 0, 0, 0])
  })

  test('an answer after the lease is still recorded', async () => {
    const rows = makeRows(2, sameValues)
    const batchId = await startBatch(console, places[vendor], rows)
    strike(vendor, 'slow', { ms: 600, count: 1 })
    const calling = call(console, await claim(console, batchId))
    await endLeases()
    await sweepLostCalls(console.ctx.db)
    expect(await statuses(console, batchId)).toEqual({ unknown: 2 })
    await calling
    expect(await statuses(console, batchId)).toEqual({ submitted: 2 })
    expect(timesTaken(console, vendor, rows)).toEqual([1, 1])
  })

  test('a connection refused is tried again under a new reference', async () => {
    const rows = makeRows(2, sameValues)
    const place = places[vendor]
    const batchId = await startBatch(console, place, rows)
    await console.ctx.db.execute(sql`
      update channels set base_url = 'http://127.0.0.1:1' where id = ${place.channelId}`)
    const first = await claim(console, batchId)
    await call(console, first)
    expect(await statuses(console, batchId)).toEqual({ queued: 2 })
    expect(await claim(console, batchId)).toEqual([])
    await console.ctx.db.execute(sql`
      update channels set base_url = ${console.sandbox.urls[vendor]} where id = ${place.channelId}`)
    await skipBackoff(console, batchId)
    const second = await drain(console, batchId)
    expect(second[0]?.reference).not.toBe(first[0]?.reference)
    expect(await statuses(console, batchId)).toEqual({ submitted: 2 })
    expect(timesTaken(console, vendor, rows)).toEqual([1, 1])
    expect((await batchOf(console, batchId)).attempts).toBe(0)
  })
})

// The second clock runs on while a host is suspended, the first does not.
test.each(['claimedAt', 'claimedOn'] as const)(
  'a process that stood still by %s does not call any more',
  async (clock) => {
    const rows = makeRows(2)
    const batchId = await startBatch(console, places.infocloud, rows)
    for (const one of await claim(console, batchId))
      await callVendor(console.ctx, { ...one, [clock]: one[clock] - leaveWithinMs - 1 })
    expect(await statuses(console, batchId)).toEqual({ queued: 2 })
    expect(timesTaken(console, 'infocloud', rows)).toEqual([0, 0])
  },
)

test('a late refusal settles as refused; a late "slow down" leaves unknown what was unknown', async () => {
  const rows = makeRows(1)
  const lost = async () => {
    const batchId = await startBatch(console, places.infocloud, makeRows(1))
    const [one] = await claim(console, batchId)
    if (!one) throw new Error('nothing claimed')
    await endLeases()
    await sweepLostCalls(console.ctx.db)
    return one
  }
  const refused = await lost()
  await recordOutcome(console.ctx.db, refused, refused.messages, {
    failure: 'rejected',
    code: '60007',
  })
  expect(await statuses(console, refused.batchId)).toEqual({ rejected: 1 })
  const limited = await lost()
  await recordOutcome(console.ctx.db, limited, limited.messages, {
    failure: 'rate_limited',
  })
  await recordOutcome(console.ctx.db, limited, limited.messages, {
    result: { outcome: [{ accepted: false, failure: 'insufficient_balance' }] },
  })
  expect(await statuses(console, limited.batchId)).toEqual({ unknown: 1 })
  expect(await batchOf(console, limited.batchId)).toMatchObject({ attempts: 1, pauseReason: null })
  const { rows: calls } = await console.ctx.db.execute(
    sql`select state from submissions where id = ${limited.submissionId}`,
  )
  expect(calls).toEqual([{ state: 'unknown' }])
  expect(timesTaken(console, 'infocloud', rows)).toEqual([0])
})

test('an answer in hand waits for a database that is away for a moment', async () => {
  const { ctx } = console
  const rows = makeRows(2)
  const batchId = await startBatch(console, places.infocloud, rows)
  const claims = await claim(console, batchId)
  let away = 1
  const db: typeof ctx.db = Object.create(ctx.db)
  db.transaction = (...given) =>
    away-- > 0 ? Promise.reject(new Error('connection terminated')) : ctx.db.transaction(...given)
  await call({ ...console, ctx: { ...ctx, db } }, claims)
  expect(await statuses(console, batchId)).toEqual({ submitted: 2 })
  expect(timesTaken(console, 'infocloud', rows)).toEqual([1, 1])
})

test('a vendor whose words cannot be stored is recorded all the same', async () => {
  const batchId = await startBatch(console, places.infocloud, makeRows(2))
  const [one] = await claim(console, batchId)
  if (!one) throw new Error('nothing claimed')
  const body = JSON.stringify({ code: 40002, message: `余额\u0000${'x'.repeat(295)}😀`.repeat(4) })
  const http = async () => ({ status: 200, headers: {}, body: new TextEncoder().encode(body) })
  await call({ ...console, ctx: { ...console.ctx, http } }, [one])
  expect(await statuses(console, batchId)).toEqual({ queued: 2 })
  const { state, pauseReason } = await batchOf(console, batchId)
  expect({ state, reason: pauseReason?.reason }).toEqual({
    state: 'paused',
    reason: 'insufficient_balance',
  })
})

test('infocloud: a later report settles an unknown call by our reference', async () => {
  const rows = makeRows(5)
  const batchId = await startBatch(console, places.infocloud, rows)
  strike('infocloud', 'reset-after', { count: 1 })
  await drain(console, batchId)
  expect(await statuses(console, batchId)).toEqual({ unknown: 5 })
  await bringReports(console)
  expect(await statuses(console, batchId)).toEqual({ delivered: 5 })
  expect(timesTaken(console, 'infocloud', rows)).toEqual([1, 1, 1, 1, 1])
})

test('a vendor that answers nobody any more stops the batch before it is all unknown', async () => {
  const place = await openPlace(console, 'upyun')
  const rows = makeRows(30)
  const batchId = await startBatch(console, place, rows)
  strike('upyun', 'http-500')
  await drain(console, batchId)
  expect(await batchOf(console, batchId)).toMatchObject({
    state: 'paused',
    pauseReason: { reason: 'outcome_unknown' },
  })
  const { unknown = 0, queued = 0 } = await statuses(console, batchId)
  expect(unknown + queued).toBe(30)
  expect(queued).toBeGreaterThan(0)
})

test('a worker in full flight through every fault: nobody gets it twice, nothing is lost', async () => {
  const place = await openPlace(console, 'infocloud', { recipientsPerCall: 10 })
  const rows = makeRows(400)
  const batchId = await startBatch(console, place, rows)
  const probable = ['reset-before', 'reset-after', 'half-answer', 'html-502', 'http-500'] as const
  for (const fault of probable) strike('infocloud', fault, { probability: 0.06 })
  strike('infocloud', 'refuse', { probability: 0.1, code: '6000' })
  const stop = console.startWorker()
  const other = console.startWorker()
  const end = Date.now() + 45_000
  for (;;) {
    await skipBackoff(console, batchId)
    const { queued = 0, submitting = 0 } = await statuses(console, batchId)
    if (queued + submitting === 0) break
    expect(Date.now()).toBeLessThan(end)
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  console.sandbox.control.clearFaults()
  await Promise.all([stop(), other()])
  const taken = timesTaken(console, 'infocloud', rows)
  expect(Math.max(...taken)).toBe(1)
  await bringReports(console)
  const messages = await listMessages(console, batchId)
  const wrong = messages.filter(({ phone, status }) => {
    const times = taken[rows.findIndex((row) => phoneOf(row) === phone)]
    return times === 1 ? status !== 'delivered' : status !== 'unknown'
  })
  expect(wrong).toEqual([])
  expect(messages.length).toBe(400)
})
