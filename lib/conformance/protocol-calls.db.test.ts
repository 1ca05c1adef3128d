import { sql } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { resumeBatch } from '#lib/batches/resume.ts'
import { getProvider, type Vendor, vendors } from '#lib/providers/registry.ts'
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
  ownValues,
  phoneOf,
  sameValues,
  startBatch,
  statuses,
  timesTaken,
} from './protocol.fixture.ts'
import { newPhone, vendorCases } from './vendor-cases.ts'

let console: TestConsole
const places = {} as Record<Vendor, { channelId: string; templateId: string }>
beforeAll(async () => {
  console = await openConsole({ answerTimeoutMs: 2_000, reviewDelayMs: 0 })
  for (const vendor of vendors) places[vendor] = await openPlace(console, vendor)
})
afterEach(async () => {
  console.sandbox.control.clearFaults()
  await expectExactCounts(console)
})
afterAll(() => console.close())

describe.each(vendors)('%s', (vendor) => {
  test('an empty account pauses the batch, burns nothing, and a resume finishes it', async () => {
    const rows = makeRows(30)
    const batchId = await startBatch(console, places[vendor], rows)
    const { setBalance } = console.sandbox.control
    setBalance(vendor, vendorCases[vendor].empty)
    await drain(console, batchId)
    expect(await batchOf(console, batchId)).toMatchObject({
      state: 'paused',
      pauseReason: { reason: 'insufficient_balance' },
    })
    expect(await statuses(console, batchId)).toEqual({ queued: 30 })
    setBalance(vendor, vendorCases[vendor].full)
    expect(await drain(console, batchId)).toEqual([])
    await resumeBatch(console.ctx, { batchId })
    await drain(console, batchId)
    expect(await statuses(console, batchId)).toEqual({ submitted: 30 })
    expect(timesTaken(console, vendor, rows)).toEqual(Array(30).fill(1))
    expect(await batchOf(console, batchId)).toMatchObject({ state: 'finished', pauseReason: null })
  })

  // A vendor that only counts does not say who it was: nobody is known to be taken or refused.
  const isCounted = vendorCases[vendor].wrongNumber === 'counted'
  test(`a wrong number ${isCounted ? 'leaves the call unknown' : 'is refused alone'}`, async () => {
    const rows = makeRows(3, sameValues)
    const batchId = await startBatch(console, places[vendor], rows)
    // The check lets no such number through; a vendor may still think so of one.
    await console.ctx.db.execute(sql`update messages set phone = '10000000000'
      where batch_id = ${batchId} and phone = ${phoneOf(rows[1] ?? '')}`)
    await drain(console, batchId)
    const messages = await listMessages(console, batchId)
    const expected = isCounted
      ? ['unknown', 'unknown', 'unknown']
      : ['submitted', 'rejected', 'submitted']
    expect(messages.map((one) => one.status)).toEqual(expected)
    expect(messages[1]?.failure).toBe(isCounted ? 'outcome_unknown' : 'rejected')
  })

  // Where a phone must rest between two texts, its second waits: tested with the limits per phone.
  const rests = getProvider(vendor).limits.perPhoneIntervalSeconds !== undefined
  test.skipIf(rests)('no phone stands twice in a call: two texts to one go in two', async () => {
    const [one, two] = [newPhone(), newPhone()]
    const rows = [`${one},甲,1`, `${two},乙,2`, `${one},丙,3`, `${one},丁,4`]
    const batchId = await startBatch(console, places[vendor], rows)
    const claims = await drain(console, batchId)
    for (const { messages } of claims)
      expect(new Set(messages.map((message) => message.phone)).size).toBe(messages.length)
    expect(timesTaken(console, vendor, [one, two])).toEqual([3, 1])
    expect(await statuses(console, batchId)).toEqual({ submitted: 4 })
  })

  test('concurrent claims of one batch never overlap', async () => {
    const batchId = await startBatch(
      console,
      places[vendor],
      makeRows(60, (n) => [`${n % 3}`, '1']),
    )
    const claims = await Promise.all(Array.from({ length: 8 }, () => claim(console, batchId, 2)))
    const ids = claims.flat().flatMap((one) => one.messages.map((message) => message.id))
    expect(ids.length).toBe(60)
    expect(new Set(ids).size).toBe(60)
    await call(console, claims.flat())
    expect(await statuses(console, batchId)).toEqual({ submitted: 60 })
  })

  test('two workers at once: everybody once, and the end is the same', async () => {
    const place = await openPlace(console, vendor, { recipientsPerCall: 7, callsPerSecond: 500 })
    const rows = makeRows(100, (n) => [`${n % 5}`, '1'])
    const batchId = await startBatch(console, place, rows)
    const stops = [console.startWorker(), console.startWorker()]
    await expect
      .poll(async () => (await batchOf(console, batchId)).state, { timeout: 30_000 })
      .toBe('finished')
    await Promise.all(stops.map((stop) => stop()))
    expect(timesTaken(console, vendor, rows)).toEqual(Array(100).fill(1))
  })
})

test('upyun groups equal values into one call and others apart', async () => {
  const rows = makeRows(10, (n) => [n % 2 === 0 ? '甲' : '乙', '1'])
  const batchId = await startBatch(console, places.upyun, rows)
  const claims = await claim(console, batchId)
  expect(claims.map((one) => one.messages.length)).toEqual([5, 5])
  for (const { messages } of claims)
    expect(new Set(messages.map((one) => one.values.join())).size).toBe(1)
  await call(console, claims)
  const texts = rows.map(
    (row) => console.sandbox.control.accepted('upyun', { phone: phoneOf(row) }).entries[0]?.text,
  )
  const nameIn = (n: number) => (n % 2 === 0 ? '甲' : '乙')
  expect(texts).toEqual(rows.map((_, n) => `【云通信】${nameIn(n)}您好，本次收入1元。`))
})

test('values of their own reach their own people, a thousand in a call', async () => {
  const rows = makeRows(1_100, ownValues)
  const batchId = await startBatch(console, places.infocloud, rows)
  const claims = await drain(console, batchId)
  expect(claims.map((one) => one.messages.length)).toEqual([1_000, 100])
  const last = console.sandbox.control.accepted('infocloud', { phone: phoneOf(rows[1_099] ?? '') })
  expect(last.entries.map((one) => one.text)).toEqual(['【云通信】张1099您好，本次收入1099.50元。'])
})
