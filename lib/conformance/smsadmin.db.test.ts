import { eq, sql } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { channels } from '#db/schema/channels.ts'
import { pollBalance } from '#lib/balances/poll.ts'
import { confirmBatch } from '#lib/batches/confirm.ts'
import { listRefused } from '#lib/batches/list-refused.ts'
import { applyReceived } from '#lib/callbacks/apply-received.ts'
import { limitsOf } from '#lib/channels/open-channel.ts'
import { revealCallback } from '#lib/channels/reveal-callback.ts'
import { writeChinaTime } from '#lib/providers/china-time.ts'
import { pullChannel } from '#lib/pulls/pull-channel.ts'
import { makeDraftOf, openConsole, type TestConsole } from './console.fixture.ts'
import {
  bringReports,
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
import { newPhone } from './vendor-cases.ts'

const vendor = 'smsadmin'
const header = '手机号,姓名,金额'

let console: TestConsole
let place: { channelId: string; templateId: string }
beforeAll(async () => {
  console = await openConsole({
    answerTimeoutMs: 2_000,
    decideByPhone: true,
    settings: { smsadmin: { pullIntervalMs: 0 } },
  })
  place = await openPlace(console, vendor)
})
afterEach(async () => {
  console.sandbox.control.clearFaults()
  await expectExactCounts(console)
})
afterAll(() => console.close())

const channelOf = async (id: string) => {
  const [channel] = await console.ctx.db.select().from(channels).where(eq(channels.id, id))
  if (!channel) throw new Error('no channel')
  return channel
}
/** The vendor knows one address a kind: another channel's test may have put its own there. */
const pushTo = async (channelId: string) => {
  const { url } = await revealCallback(console.ctx, { id: channelId })
  for (const kind of ['reports', 'replies'] as const)
    console.sandbox.control.setPush(vendor, kind, url)
}
const replies = async (phone: string) => {
  const { rows } = await console.ctx.db.execute(sql`
    select i.content, m.batch_id as "batchId", o.source from inbound_messages i
    left join messages m on m.id = i.message_id left join opt_outs o on o.inbound_id = i.id
    where i.phone = ${phone} order by i.id`)
  return rows
}

test('a file becomes one call of many texts, reports, a reply that opts out, a lower balance', async () => {
  const full = console.sandbox.control.balance(vendor).balance ?? 0
  const rows = [...makeRows(30, ownValues), '13780000001,张 三,5', '13780000006,李四,6']
  const batchId = await startBatch(console, place, rows)
  const claims = await drain(console, batchId)
  expect(claims.map(({ messages }) => messages.length)).toEqual([32])
  expect(timesTaken(console, vendor, rows)).toEqual(Array(32).fill(1))
  const { entries } = console.sandbox.control.accepted(vendor, { phone: '13780000001' })
  expect(entries).toMatchObject([
    { text: '【云通信】张 三您好，本次收入5元。', reference: claims[0]?.reference },
  ])
  await bringReports(console)
  expect(await statuses(console, batchId)).toEqual({ delivered: 30, failed: 2 })
  const codes = (await listMessages(console, batchId)).slice(-2).map(({ code }) => code)
  expect(codes).toEqual(['UNDELIV', 'MK:0001'])
  const phone = phoneOf(rows[0] ?? '')
  await console.sandbox.control.reply(vendor, phone, '退订')
  await applyReceived(console.ctx)
  expect(await replies(phone)).toEqual([{ content: '退订', batchId, source: 'reply' }])
  expect(await pollBalance(console.ctx, place.channelId)).toMatchObject({
    state: 'polled',
    quotas: [{ unit: 'messages', name: '剩余资费', amount: full - 32 }],
  })
})

test('a call without an answer settles by the reports of its linkid', async () => {
  console.sandbox.control.addFault({ vendor, fault: 'reset-after', count: 1 })
  const rows = [...makeRows(4, sameValues), '13780010001,张三,12.50', '13780010002,张三,12.50']
  const batchId = await startBatch(console, place, rows)
  await drain(console, batchId)
  expect(await statuses(console, batchId)).toEqual({ unknown: 6 })
  await bringReports(console)
  // The ending 0002 never gets a report: that one stays for a person.
  expect(await statuses(console, batchId)).toEqual({ delivered: 4, failed: 1, unknown: 1 })
  expect(timesTaken(console, vendor, rows)).toEqual(Array(6).fill(1))
})

test('what the format cannot carry is refused in the check, with the reason', async () => {
  const values = ['张三😀', '"张,三"', '张;三', '{value1}', '𠮷野', '张三，李四；']
  const rows = values.map((value) => `${newPhone()},${value},1`)
  const batchId = await makeDraftOf(console.ctx, { ...place, file: [header, ...rows].join('\n') })
  const { rows: refused } = await listRefused(console.ctx, { batchId })
  expect(refused.map(({ row, reason }) => [row, reason])).toEqual([
    [2, 'value_gbk'],
    [3, 'value_separator'],
    [4, 'value_separator'],
    [5, 'value_marker'],
    [6, 'value_gbk'],
  ])
})

test('the limit that a refusal names is kept, and only the texts beyond it are refused', async () => {
  console.sandbox.control.setSettings(vendor, { textLimit: 30 })
  const own = await openPlace(console, vendor)
  const long = '字'.repeat(20)
  const rows = makeRows(8, (n) => [n === 5 ? long : `张${n}`, '1'])
  const batchId = await startBatch(console, own, rows)
  await drain(console, batchId)
  expect(limitsOf(await channelOf(own.channelId)).textLength).toBe(30)
  expect(await statuses(console, batchId)).toEqual({ submitted: 7, rejected: 1 })
  expect((await listMessages(console, batchId))[5]).toMatchObject({ code: '7' })
  const file = [header, `${newPhone()},${long},1`].join('\n')
  const next = await makeDraftOf(console.ctx, { ...own, file })
  expect((await listRefused(console.ctx, { batchId: next })).rows).toMatchObject([
    { reason: 'too_long' },
  ])
  console.sandbox.control.setSettings(vendor, { textLimit: 500 })
  await bringReports(console)
})

test('a GET channel makes calls of a hundred', async () => {
  const settings = { method: 'get', style: 'plain' }
  const own = await openPlace(console, vendor, { settings })
  const rows = makeRows(130, sameValues)
  const batchId = await startBatch(console, own, rows)
  const claims = await drain(console, batchId)
  expect(claims.map(({ messages }) => messages.length).sort()).toEqual([100, 30])
  expect(timesTaken(console, vendor, rows)).toEqual(Array(130).fill(1))
  await bringReports(console)
  expect(await statuses(console, batchId)).toEqual({ delivered: 130 })
})

test('an account without money pauses the batch and burns nothing', async () => {
  console.sandbox.control.setBalance(vendor, { balance: 2 })
  const rows = makeRows(5, ownValues)
  const batchId = await startBatch(console, place, rows)
  await drain(console, batchId)
  expect(await statuses(console, batchId)).toEqual({ queued: 5 })
  expect(timesTaken(console, vendor, rows)).toEqual(Array(5).fill(0))
  console.sandbox.control.setBalance(vendor, { balance: 1_000_000 })
})

test('the vendor holds a batch until its time', async () => {
  await pushTo(place.channelId)
  const rows = makeRows(3, ownValues)
  const file = [header, ...rows].join('\n')
  const batchId = await makeDraftOf(console.ctx, { ...place, file })
  const inMinutes = (minutes: number) => new Date(Date.now() + minutes * 60_000)
  const confirm = (scheduledAt: Date) =>
    confirmBatch(console.ctx, { batchId, scheduledAt, heldBy: 'vendor' })
  await expect(confirm(inMinutes(3))).rejects.toThrow(/schedule_too_soon/)
  await confirm(inMinutes(20))
  await drain(console, batchId)
  expect(timesTaken(console, vendor, rows)).toEqual([1, 1, 1])
  expect(await statuses(console, batchId)).toEqual({ submitted: 3 })
  await bringReports(console)
  expect(await statuses(console, batchId)).toEqual({ delivered: 3 })
})

test('opened pulls bring what is not pushed, each row once', async () => {
  const own = await openPlace(console, vendor, { settings: { pullsOpen: true } })
  for (const kind of ['reports', 'replies'] as const)
    console.sandbox.control.setPush(vendor, kind, null)
  const rows = makeRows(45, ownValues)
  const batchId = await startBatch(console, own, rows)
  await drain(console, batchId)
  await console.sandbox.control.flush(vendor)
  const phone = phoneOf(rows[7] ?? '')
  await console.sandbox.control.reply(vendor, phone, '收到/好\n的')
  const pull = async (channelId: string, source: 'pullReports' | 'pullReplies') => {
    // Every query that the vendor's pace would make it wait for.
    await console.ctx.db.execute(sql`delete from rate_buckets`)
    await pullChannel(console.ctx, await channelOf(channelId), source)
    while ((await applyReceived(console.ctx)) > 0);
  }
  await pull(place.channelId, 'pullReports')
  expect(await statuses(console, batchId)).toEqual({ submitted: 45 })
  for (let turn = 0; turn < 3; turn++) await pull(own.channelId, 'pullReports')
  expect(await statuses(console, batchId)).toEqual({ delivered: 45 })
  // All reports are in, and still people answer.
  await pull(own.channelId, 'pullReplies')
  expect(await replies(phone)).toEqual([{ content: '收到/好\n的', batchId, source: null }])
})

test('a pushed reply answers the call that its LinkId names, not the latest', async () => {
  const rows = makeRows(1, ownValues)
  const claims = []
  for (let n = 0; n < 2; n++) {
    const batchId = await startBatch(console, place, rows)
    claims.push({ batchId, reference: (await drain(console, batchId))[0]?.reference ?? '' })
  }
  const { url } = await revealCallback(console.ctx, { id: place.channelId })
  const phone = phoneOf(rows[0] ?? '')
  const [first] = claims
  const body = new URLSearchParams({
    ...{ Class: 'mo', SmsName: console.sandbox.accounts.smsadmin.uid ?? '', Mobile: phone },
    ...{ Message: 'ok', LinkId: first?.reference ?? '', RevertTime: writeChinaTime(new Date()) },
  })
  expect((await fetch(url, { method: 'POST', body })).status).toBe(200)
  await applyReceived(console.ctx)
  expect(await replies(phone)).toEqual([{ content: 'ok', batchId: first?.batchId, source: null }])
})
