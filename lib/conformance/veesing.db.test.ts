import { setTimeout as delay } from 'node:timers/promises'
import { sql } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { pollBalance } from '#lib/balances/poll.ts'
import { confirmBatch } from '#lib/batches/confirm.ts'
import { listRefused } from '#lib/batches/list-refused.ts'
import { applyReceived } from '#lib/callbacks/apply-received.ts'
import { makeDraftOf, openConsole, type TestConsole } from './console.fixture.ts'
import {
  batchOf,
  bringReports,
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
import { newPhone } from './vendor-cases.ts'

const vendor = 'veesing'

let console: TestConsole
let place: { channelId: string; templateId: string }
beforeAll(async () => {
  console = await openConsole({ answerTimeoutMs: 2_000, decideByPhone: true })
  place = await openPlace(console, vendor)
})
afterEach(async () => {
  console.sandbox.control.clearFaults()
  await expectExactCounts(console)
})
afterAll(() => console.close())

const replies = async (phone: string) => {
  const { rows } = await console.ctx.db.execute(sql`
    select i.content, m.batch_id as "batchId", o.source from inbound_messages i
    left join messages m on m.id = i.message_id left join opt_outs o on o.inbound_id = i.id
    where i.phone = ${phone} order by i.id`)
  return rows
}

test('a file becomes calls by text, reports, a reply that opts out, and a lower balance', async () => {
  const full = console.sandbox.control.balance(vendor).remainPoint ?? 0
  const rows = [...makeRows(30, (n) => [`张${n % 3}`, '5']), '13770000001,张0,5']
  const batchId = await startBatch(console, place, rows)
  const claims = await drain(console, batchId)
  expect(claims.map(({ messages }) => messages.length).sort()).toEqual([10, 10, 11])
  expect(timesTaken(console, vendor, rows)).toEqual(Array(31).fill(1))
  await bringReports(console)
  expect(await statuses(console, batchId)).toEqual({ delivered: 30, failed: 1 })
  expect((await listMessages(console, batchId)).at(-1)).toMatchObject({ code: 'UNDELIV' })
  const phone = phoneOf(rows[0] ?? '')
  expect(console.sandbox.control.accepted(vendor, { phone }).entries).toMatchObject([
    { text: '【云通信】张0您好，本次收入5元。' },
  ])
  await console.sandbox.control.reply(vendor, phone, '退订')
  await applyReceived(console.ctx)
  expect(await replies(phone)).toEqual([{ content: '退订', batchId, source: 'reply' }])
  expect(await pollBalance(console.ctx, place.channelId)).toMatchObject({
    state: 'polled',
    quotas: [{ unit: 'messages', name: 'balance', amount: full - 31 }],
  })
})

test('a call without an answer settles by the reports of a task nobody knows', async () => {
  console.sandbox.control.addFault({ vendor, fault: 'reset-after', count: 1 })
  const rows = [...makeRows(4, sameValues), '13770010001,张三,12.50', '13770010002,张三,12.50']
  const batchId = await startBatch(console, place, rows)
  await drain(console, batchId)
  expect(await statuses(console, batchId)).toEqual({ unknown: 6 })
  await bringReports(console)
  // The ending 0002 never gets a report: that one stays for a person.
  expect(await statuses(console, batchId)).toEqual({ delivered: 4, failed: 1, unknown: 1 })
  expect(timesTaken(console, vendor, rows)).toEqual(Array(6).fill(1))
})

test('a call that the vendor took in part is unknown until each report', async () => {
  const rows = makeRows(3, sameValues)
  const batchId = await startBatch(console, place, rows)
  await console.ctx.db.execute(sql`update messages set phone = '10000000000'
    where batch_id = ${batchId} and phone = ${phoneOf(rows[1] ?? '')}`)
  await drain(console, batchId)
  expect(await statuses(console, batchId)).toEqual({ unknown: 3 })
  await bringReports(console)
  const messages = await listMessages(console, batchId)
  expect(messages.map((one) => one.status)).toEqual(['delivered', 'unknown', 'delivered'])
  expect(messages[1]).toMatchObject({ failure: 'outcome_unknown', code: 'successCounts' })
})

test('receipts of masked phones settle the recipients of their call', async () => {
  console.sandbox.control.setSettings(vendor, { masksPhones: true })
  // The last two differ in what is masked: nobody can tell them apart.
  const rows = ['13770020000', '13770030006', '13770040007', '13770040008'].map((p) => `${p},张,1`)
  const batchId = await startBatch(console, place, rows)
  await drain(console, batchId)
  await bringReports(console)
  console.sandbox.control.setSettings(vendor, { masksPhones: false })
  const messages = await listMessages(console, batchId)
  expect(messages.map((one) => one.status)).toEqual([
    'delivered',
    'failed',
    'submitted',
    'submitted',
  ])
})

test('a refusal is one with status 400 as well, and its call is not unknown', async () => {
  console.sandbox.control.setSettings(vendor, { refusalStatus: 400 })
  console.sandbox.control.setBalance(vendor, { remainPoint: 2 })
  const rows = makeRows(3, sameValues)
  const batchId = await startBatch(console, place, rows)
  await drain(console, batchId)
  console.sandbox.control.setSettings(vendor, { refusalStatus: 200 })
  console.sandbox.control.setBalance(vendor, { remainPoint: 1_000_000 })
  expect(await statuses(console, batchId)).toEqual({ queued: 3 })
  expect(await batchOf(console, batchId)).toMatchObject({
    state: 'paused',
    pauseReason: { reason: 'insufficient_balance' },
  })
  expect(timesTaken(console, vendor, rows)).toEqual([0, 0, 0])
})

test('a phone waits its minute here, and is not found out by a refusal', async () => {
  const phone = newPhone()
  const batchId = await startBatch(console, place, [`${phone},甲,1`, `${phone},乙,2`])
  await drain(console, batchId)
  expect(await statuses(console, batchId)).toEqual({ submitted: 1, queued: 1 })
  expect(await batchOf(console, batchId)).toMatchObject({ state: 'sending', pauseReason: null })
  console.sandbox.control.setSettings(vendor, { perPhoneIntervalMs: 0 })
  await console.ctx.db.execute(sql`
    update messages set submitted_at = submitted_at - interval '2 minutes' where phone = ${phone}`)
  await console.ctx.db.execute(sql`
    update submissions set created_at = created_at - interval '2 minutes',
      finished_at = finished_at - interval '2 minutes' where batch_id = ${batchId}`)
  await skipBackoff(console, batchId)
  await drain(console, batchId)
  expect(await statuses(console, batchId)).toEqual({ submitted: 2 })
  console.sandbox.control.setSettings(vendor, { perPhoneIntervalMs: 60_000 })
})

test('a minute that the vendor counts otherwise only puts the call off', async () => {
  const code = '相同手机号码一分钟之内只可发送一次'
  console.sandbox.control.addFault({ vendor, fault: 'refuse', code, count: 1 })
  const rows = makeRows(3, sameValues)
  const batchId = await startBatch(console, place, rows)
  await drain(console, batchId)
  expect(await statuses(console, batchId)).toEqual({ queued: 3 })
  await skipBackoff(console, batchId)
  await drain(console, batchId)
  expect(await statuses(console, batchId)).toEqual({ submitted: 3 })
  expect(timesTaken(console, vendor, rows)).toEqual([1, 1, 1])
})

test('emoji are refused in the check, with the reason', async () => {
  const rows = [`${newPhone()},张三😀,1`, `${newPhone()},李四,2`]
  const file = ['手机号,姓名,金额', ...rows].join('\n')
  const batchId = await makeDraftOf(console.ctx, { ...place, file })
  expect((await listRefused(console.ctx, { batchId })).rows).toMatchObject([
    { row: 2, reason: 'value_emoji' },
  ])
})

test('the vendor holds a batch until its time', async () => {
  const rows = makeRows(3, sameValues)
  const file = ['手机号,姓名,金额', ...rows].join('\n')
  const batchId = await makeDraftOf(console.ctx, { ...place, file })
  const inMinutes = (minutes: number) => new Date(Date.now() + minutes * 60_000)
  const confirm = (scheduledAt: Date) =>
    confirmBatch(console.ctx, { batchId, scheduledAt, heldBy: 'vendor' })
  await expect(confirm(inMinutes(20))).rejects.toThrow(/schedule_too_soon/)
  await confirm(inMinutes(45))
  await drain(console, batchId)
  expect(timesTaken(console, vendor, rows)).toEqual([1, 1, 1])
  await delay(500)
  await applyReceived(console.ctx)
  expect(await statuses(console, batchId)).toEqual({ submitted: 3 })
  await bringReports(console)
  expect(await statuses(console, batchId)).toEqual({ delivered: 3 })
})
