import { sql } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import type { Tx } from '#db/client.ts'
import { callVendor } from '#lib/dispatch/call-vendor.ts'
import { changeSettings } from '#lib/settings/change-settings.ts'
import { openConsole, type TestConsole } from './console.fixture.ts'
import {
  batchOf,
  claim,
  drain,
  expectExactCounts,
  makeRows,
  marketing,
  openPlace,
  sameValues,
  startBatch,
  statuses,
  timesTaken,
} from './protocol.fixture.ts'
import { newPhone, vendorCases } from './vendor-cases.ts'

let console: TestConsole
beforeAll(async () => {
  const reportDelayMs: [number, number] = [3_600_000, 3_600_000]
  console = await openConsole({ answerTimeoutMs: 14_000, reviewDelayMs: 0, reportDelayMs })
})
afterEach(async () => {
  console.sandbox.control.clearFaults()
  await expectExactCounts(console)
})
afterAll(() => console.close())

/** Does the work while another session holds something, as `hold` says. */
async function beside<T>(hold: (tx: Tx) => Promise<unknown>, work: () => Promise<T>): Promise<T> {
  let done: Promise<T> | undefined
  await console.ctx.db.transaction(async (tx) => {
    await hold(tx)
    done = work()
    await Promise.race([done, new Promise((resolve) => setTimeout(resolve, 2_300))])
  })
  return done as Promise<T>
}

const isFinished = async (batchId: string) =>
  expect
    .poll(async () => (await batchOf(console, batchId)).state, { timeout: 5_500 })
    .toBe('finished')

test('a vendor that takes its time takes no other vendor’s places', async () => {
  const slow = await openPlace(console, 'infocloud', { recipientsPerCall: 1, callsPerSecond: 500 })
  const quick = await openPlace(console, 'veesing', { recipientsPerCall: 1, callsPerSecond: 500 })
  const path = vendorCases.infocloud.sendPath
  const late = { vendor: 'infocloud', fault: 'slow', path, ms: 12_000, count: 40 } as const
  console.sandbox.control.addFault(late)
  const first = await startBatch(console, slow, makeRows(40))
  const stop = console.startWorker()
  await expect
    .poll(() => statuses(console, first), { timeout: 6_000 })
    .toEqual({ submitting: 20, queued: 20 })
  const second = await startBatch(console, quick, makeRows(10, sameValues))
  await isFinished(second)
  expect((await statuses(console, first)).submitting).toBe(20)
  await stop()
})

test('a batch that somebody else has locked holds up no other', async () => {
  const place = await openPlace(console, 'infocloud')
  const [held, other] = [
    await startBatch(console, place, makeRows(2)),
    await startBatch(console, place, makeRows(2)),
  ]
  const stop = console.startWorker()
  await console.ctx.db.transaction(async (tx) => {
    await tx.execute(sql`select 1 from batches where id = ${held} for update`)
    await isFinished(other)
  })
  await isFinished(held)
  await stop()
})

test('a claim that had to wait for its turn leaves all the same', async () => {
  await changeSettings(console.ctx, { marketingPerDay: 5 })
  const place = await openPlace(console, 'infocloud', { template: marketing })
  const rows = makeRows(2, (n) => [`张${n}`])
  const batchId = await startBatch(console, place, rows, { header: '手机号,姓名' })
  const lock = (tx: Tx) => tx.execute(sql`select pg_advisory_xact_lock(hashtext('caps'))`)
  const claims = await beside(lock, () => claim(console, batchId))
  for (const one of claims) await callVendor(console.ctx, one)
  expect(await statuses(console, batchId)).toEqual({ submitted: 2 })
  await changeSettings(console.ctx, { marketingPerDay: null })
})

test('a batch whose file was read a month ago counts for a phone’s day', async () => {
  await changeSettings(console.ctx, { marketingPerDay: 1 })
  const place = await openPlace(console, 'infocloud', { template: marketing })
  const phone = newPhone()
  const send = async () => {
    const header = { header: '手机号,姓名' }
    const batchId = await startBatch(console, place, [`${phone},张三`], header)
    await drain(console, batchId)
    return batchId
  }
  const old = await send()
  const monthAgo = sql`date_trunc('month', now() - interval '1 month')`
  await console.ctx.db.transaction(async (tx) => {
    await tx.execute(sql`update batches set created_at = ${monthAgo} where id = ${old}`)
    await tx.execute(sql`update messages set created_at = ${monthAgo} where batch_id = ${old}`)
    await tx.execute(sql`
      update submissions set messages_created_at = ${monthAgo} where batch_id = ${old}`)
  })
  expect(await statuses(console, await send())).toEqual({ blocked: 1 })
  expect(timesTaken(console, 'infocloud', [phone])).toEqual([1])
  await changeSettings(console.ctx, { marketingPerDay: null })
})

test('what a refusal teaches is lost before the refusal is', async () => {
  const place = await openPlace(console, 'smsadmin')
  const batchId = await startBatch(console, place, makeRows(1, sameValues))
  const path = vendorCases.smsadmin.sendPath
  console.sandbox.control.addFault({ vendor: 'smsadmin', fault: 'refuse', code: '7', path })
  const { ctx } = console
  const db: typeof ctx.db = Object.create(ctx.db)
  let calls = 0
  db.transaction = (...given) =>
    ++calls === 2 ? Promise.reject(new Error('connection cut')) : ctx.db.transaction(...given)
  const [one] = await claim(console, batchId)
  if (!one) throw new Error('nothing claimed')
  await expect(callVendor({ ...ctx, db }, one)).rejects.toThrow('connection cut')
  expect(await statuses(console, batchId)).not.toHaveProperty('submitting')
})
