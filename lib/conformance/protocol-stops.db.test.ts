import { sql } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { blocklist, optOuts } from '#db/schema/opt-outs.ts'
import { openConsole, type TestConsole } from './console.fixture.ts'
import {
  batchOf,
  drain,
  expectExactCounts,
  listMessages,
  makeRows,
  marketing,
  openPlace,
  otp,
  phoneOf,
  startBatch,
  statuses,
  timesTaken,
} from './protocol.fixture.ts'

let console: TestConsole
beforeAll(async () => {
  console = await openConsole({ answerTimeoutMs: 2_000, reviewDelayMs: 0 })
})
afterEach(async () => {
  console.sandbox.control.clearFaults()
  await expectExactCounts(console)
})
afterAll(() => console.close())

const optOut = (phone: string) => console.ctx.db.insert(optOuts).values({ phone, source: 'manual' })

test('an opt-out committed before the claim stops marketing, and no verification code', async () => {
  const ads = await openPlace(console, 'infocloud', { template: marketing })
  const rows = makeRows(5, (n) => [`张${n}`])
  const batchId = await startBatch(console, ads, rows, { header: '手机号,姓名' })
  const codes = await openPlace(console, 'infocloud', { template: otp })
  const codeRows = rows.map((row) => `${phoneOf(row)},123456`)
  const codeBatch = await startBatch(console, codes, codeRows, { header: '手机号,验证码' })
  const stopped = [rows[0], rows[3]].map((row) => phoneOf(row ?? ''))
  for (const phone of stopped) await optOut(phone)
  await drain(console, batchId)
  const messages = await listMessages(console, batchId)
  expect(messages.filter((one) => one.status === 'blocked').map((one) => one.phone)).toEqual(
    stopped,
  )
  expect(messages[0]).toMatchObject({ failure: 'opt_out', submission_id: null })
  expect(timesTaken(console, 'infocloud', rows)).toEqual([0, 1, 1, 0, 1])
  await drain(console, codeBatch)
  expect(await statuses(console, codeBatch)).toEqual({ submitted: 5 })
  expect((await batchOf(console, batchId)).state).toBe('finished')
})

test('an opt-out that was undone stops nothing; a batch of blocked people finishes', async () => {
  const ads = await openPlace(console, 'infocloud', { template: marketing })
  const rows = makeRows(3, (n) => [`张${n}`])
  const phones = rows.map(phoneOf)
  for (const phone of phones) await optOut(phone)
  const batchId = await startBatch(console, ads, rows, { header: '手机号,姓名' })
  await drain(console, batchId)
  expect(await statuses(console, batchId)).toEqual({ blocked: 3 })
  expect((await batchOf(console, batchId)).state).toBe('finished')
  await console.ctx.db.execute(sql`update opt_outs set undone_at = now()`)
  const again = await startBatch(console, ads, rows, { header: '手机号,姓名' })
  await drain(console, again)
  expect(await statuses(console, again)).toEqual({ submitted: 3 })
})

test('the blocklist stops everything', async () => {
  const codes = await openPlace(console, 'infocloud', { template: otp })
  const rows = makeRows(2, () => ['123456'])
  await console.ctx.db.insert(blocklist).values({ phone: phoneOf(rows[0] ?? ''), reason: 'test' })
  const batchId = await startBatch(console, codes, rows, { header: '手机号,验证码' })
  await drain(console, batchId)
  expect(await statuses(console, batchId)).toEqual({ blocked: 1, submitted: 1 })
  expect(timesTaken(console, 'infocloud', rows)).toEqual([0, 1])
})
