import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { takeQuery } from '#lib/channels/take-query.ts'
import { waitForPull } from '#lib/channels/wait-for-query.ts'
import { openConsole, type TestConsole } from './console.fixture.ts'
import { drain, makeRows, openPlace, startBatch, statuses } from './protocol.fixture.ts'
import { openPulls } from './pulls.fixture.ts'

let console: TestConsole
beforeAll(async () => {
  console = await openConsole({ reviewDelayMs: 0, reportDelayMs: [3_600_000, 3_600_000] })
})
afterAll(() => console.close())

async function send(count: number) {
  const place = await openPlace(console, 'upyun')
  const batchId = await startBatch(console, place, makeRows(count))
  await drain(console, batchId)
  return { ...place, batchId, ...openPulls(console.ctx, place.channelId) }
}

test('an answer that says nothing new is not stored again', async () => {
  const place = await send(150)
  // All under way, and one that never ends: nothing to store.
  await place.pull('pullReports')
  expect(await place.listStored()).toEqual([])
  await console.sandbox.control.flush('upyun')
  await console.sandbox.control.setRates({ failureRate: 0 })
  for (let turn = 0; turn < 4; turn++) await place.pull('pullReports')
  expect(await statuses(console, place.batchId)).toEqual({ delivered: 150 })
  // Two pages of one day, or of two where China's is another than that of UTC.
  const stored = await place.listStored()
  expect(stored).toHaveLength(2)
  expect(stored.every(({ state }) => state === 'applied')).toBe(true)
})

test('what cannot be read is stored once, and told each time', async () => {
  const place = await send(1)
  const fault = { vendor: 'upyun', fault: 'html-200', path: '/api/messages', count: 3 } as const
  console.sandbox.control.addFault(fault)
  for (let turn = 0; turn < 3; turn++)
    await expect(place.pull('pullReports')).rejects.toThrow(/bad_response/)
  expect(await place.listStored()).toMatchObject([{ state: 'unreadable' }])
  console.sandbox.control.clearFaults()
})

test('a call of yesterday is asked after every now and then, one of just now at once', async () => {
  const place = await send(2)
  const isAsked = async () => {
    const before = asked
    await place.pull('pullReports')
    return asked > before
  }
  let asked = 0
  const { http } = console.ctx
  console.ctx.http = (request) => {
    asked++
    return http(request)
  }
  await console.ctx.db.execute(sql`update submissions
    set created_at = now() - interval '26 hours' where channel_id = ${place.channelId}`)
  expect([await isAsked(), await isAsked(), await isAsked()]).toEqual([true, false, false])
  const batchId = await startBatch(console, place, makeRows(1))
  await drain(console, batchId)
  expect([await isAsked(), await isAsked()]).toEqual([true, true])
  console.ctx.http = http
})

test('no minute holds more queries than the vendor allows, and pulls leave some to others', async () => {
  for (const [vendor, most] of [
    ['infocloud', 3],
    ['upyun', 60],
  ] as const) {
    const place = await openPlace(console, vendor)
    const { channelOf } = openPulls(console.ctx, place.channelId)
    const channel = await channelOf()
    await console.ctx.db.execute(sql`delete from rate_buckets`)
    let taken = 0
    // A minute of trying every second, its clock in the bucket's place.
    for (let second = 0; second < 60; second++) {
      while ((await takeQuery(console.ctx, channel)) === 0) taken++
      await console.ctx.db.execute(
        sql`update rate_buckets set updated_at = now() - interval '1 second'`,
      )
    }
    expect(taken).toBeLessThanOrEqual(most)
    expect(taken).toBeGreaterThan(most * 0.8)
  }
  const place = await openPlace(console, 'upyun')
  const channel = await openPulls(console.ctx, place.channelId).channelOf()
  await console.ctx.db.execute(sql`delete from rate_buckets`)
  for (let n = 0; n < 5; n++) await waitForPull(console.ctx, channel)
  expect(await takeQuery(console.ctx, channel)).toBe(0)
  expect(await takeQuery(console.ctx, channel)).toBe(0)
})

test('a strict vendor of three queries a minute refuses none of a backlog', async () => {
  const place = await openPlace(console, 'infocloud')
  const channel = await openPulls(console.ctx, place.channelId).channelOf()
  await console.ctx.db.execute(sql`delete from rate_buckets`)
  expect(await takeQuery(console.ctx, channel)).toBe(0)
  // Twenty seconds and the jitter of a network.
  expect(await takeQuery(console.ctx, channel)).toBeGreaterThan(20_500)
})
