import { eq, sql } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { channels } from '#db/schema/channels.ts'
import { pollBalance } from '#lib/balances/poll.ts'
import { applyReceived } from '#lib/callbacks/apply-received.ts'
import type { Channel } from '#lib/channels/open-channel.ts'
import { revealCallback } from '#lib/channels/reveal-callback.ts'
import { pullChannel } from '#lib/pulls/pull-channel.ts'
import { addTemplate } from '#lib/templates/add.ts'
import { addTestChannel, openConsole, type TestConsole } from './console.fixture.ts'
import {
  batchOf,
  bringReports,
  drain,
  expectExactCounts,
  listMessages,
  makeRows,
  notice,
  phoneOf,
  sameValues,
  skipBackoff,
  startBatch,
  statuses,
  timesTaken,
} from './protocol.fixture.ts'

const vendor = 'zhuanxinyun'
/** The code of a template with two variables that the vendor knows. */
const vendorId = '1001'

let console: TestConsole
let place: { channelId: string; templateId: string }
beforeAll(async () => {
  console = await openConsole({ answerTimeoutMs: 2_000, decideByPhone: true })
  place = await open({ vendorId })
})
/** A channel that was opened meanwhile took the account's pushes to itself. */
beforeEach(async () => {
  const { url } = await revealCallback(console.ctx, { id: place.channelId })
  for (const kind of ['reports', 'replies'] as const) control().setPush(vendor, kind, url)
})
afterEach(async () => {
  console.sandbox.control.clearFaults()
  await expectExactCounts(console)
})
afterAll(() => console.close())

async function open(template: { vendorId?: string }, settings: Record<string, unknown> = {}) {
  const channelId = await addTestChannel(console, vendor, { settings })
  const { id } = await addTemplate(console.ctx, { channelId, ...notice, ...template })
  return { channelId, templateId: id }
}

const control = () => console.sandbox.control
const textsTo = (phone: string) =>
  control()
    .accepted(vendor, { phone })
    .entries.map((one) => one.text)

async function repliesFrom(phone: string) {
  const { rows } = await console.ctx.db.execute(sql`
    select i.content, i.sender_number as "sender", m.batch_id as "batchId", o.source
    from inbound_messages i left join messages m on m.id = i.message_id
    left join opt_outs o on o.inbound_id = i.id where i.phone = ${phone} order by i.id`)
  return rows
}

test('a file of own texts is one call by the template’s code, with reports and a reply', async () => {
  const full = control().balance(vendor).count ?? 0
  const rows = [...makeRows(30), '13780000001,张,三', '13780000006,a&b%2C c,，']
  const batchId = await startBatch(console, place, rows)
  const claims = await drain(console, batchId)
  expect(claims.map(({ messages }) => messages.length)).toEqual([32])
  expect(timesTaken(console, vendor, rows)).toEqual(Array(32).fill(1))
  expect(textsTo('13780000006')).toEqual(['【云通信】a&b%2C c您好，本次收入，元。'])
  await bringReports(console)
  expect(await statuses(console, batchId)).toEqual({ delivered: 30, failed: 2 })
  const codes = (await listMessages(console, batchId)).map((one) => one.code)
  expect(codes.slice(-2)).toEqual(['UNDELIV', 'MK:0001'])
  const phone = phoneOf(rows[0] ?? '')
  await control().reply(vendor, phone, '好 & 谢谢')
  await control().reply(vendor, phone, 'TD')
  await applyReceived(console.ctx)
  expect(await repliesFrom(phone)).toMatchObject([
    { content: '好 & 谢谢', batchId },
    { content: 'TD', batchId, source: 'reply' },
  ])
  expect(await pollBalance(console.ctx, place.channelId)).toMatchObject({
    state: 'polled',
    quotas: [{ unit: 'messages', name: 'balance', amount: full - 32 }],
  })
  // 建议间隔20秒执行1次
  const again = await pollBalance(console.ctx, place.channelId)
  expect(again).toMatchObject({ state: 'wait', waitMs: expect.closeTo(20_000, -4) })
})

test('without the template’s code each text goes in a call of its own', async () => {
  const plain = await open({})
  const rows = makeRows(6, (n) => [`张${n % 2}`, '5'])
  const batchId = await startBatch(console, plain, rows)
  const claims = await drain(console, batchId)
  expect(claims.map(({ messages }) => messages.length)).toEqual([3, 3])
  await bringReports(console)
  expect(await statuses(console, batchId)).toEqual({ delivered: 6 })
})

test('answers in XML, and an extension that the reply comes back on', async () => {
  const xml = await open({ vendorId }, { format: 'xml', extraNum: '042' })
  const rows = makeRows(3)
  const batchId = await startBatch(console, xml, rows)
  await drain(console, batchId)
  await bringReports(console)
  expect(await statuses(console, batchId)).toEqual({ delivered: 3 })
  const phone = phoneOf(rows[0] ?? '')
  await control().reply(vendor, phone, '收到')
  await applyReceived(console.ctx)
  expect(await repliesFrom(phone)).toMatchObject([
    { sender: expect.stringMatching(/042$/), batchId },
  ])
})

test('a call without an answer settles by its own references', async () => {
  control().addFault({ vendor, fault: 'reset-after', count: 1 })
  const rows = [...makeRows(3), '13780010001,张三,1', '13780010002,张三,1']
  const batchId = await startBatch(console, place, rows)
  await drain(console, batchId)
  expect(await statuses(console, batchId)).toEqual({ unknown: 5 })
  await bringReports(console)
  // The ending 0002 never gets a report: that one stays for a person.
  expect(await statuses(console, batchId)).toEqual({ delivered: 3, failed: 1, unknown: 1 })
  expect(timesTaken(console, vendor, rows)).toEqual(Array(5).fill(1))
})

test('reports find their messages by the batch number alone', async () => {
  control().setSettings(vendor, { ignoresTemplateMissionNums: true })
  const batchId = await startBatch(console, place, makeRows(4))
  await drain(console, batchId)
  await bringReports(console)
  expect(await statuses(console, batchId)).toEqual({ delivered: 4 })
  control().setSettings(vendor, { ignoresTemplateMissionNums: false })
})

test('of a call refused for one number only that one is rejected', async () => {
  const rows = makeRows(8)
  const batchId = await startBatch(console, place, rows)
  await console.ctx.db.execute(sql`update messages set phone = '10000000000'
    where batch_id = ${batchId} and phone = ${phoneOf(rows[5] ?? '')}`)
  for (let n = 0; n < 6; n++) {
    await drain(console, batchId)
    await skipBackoff(console, batchId)
  }
  expect(await statuses(console, batchId)).toEqual({ submitted: 7, rejected: 1 })
  const [refused] = (await listMessages(console, batchId)).filter(
    (one) => one.status === 'rejected',
  )
  expect(refused).toMatchObject({ phone: '10000000000', code: '100007' })
  await bringReports(console)
  expect(await statuses(console, batchId)).toEqual({ delivered: 7, rejected: 1 })
})

test('a text that does not fit the vendor’s template, or none there, pauses the batch', async () => {
  for (const [id, code] of [
    ['1004', '100013'],
    ['4711', '100011'],
  ] as const) {
    const other = await open({ vendorId: id })
    const batchId = await startBatch(console, other, makeRows(3))
    await drain(console, batchId)
    expect(await statuses(console, batchId)).toEqual({ queued: 3 })
    expect(await batchOf(console, batchId)).toMatchObject({
      state: 'paused',
      pauseReason: { reason: 'template_unavailable', code },
    })
  }
})

test('an empty account pauses the batch, and asking too often only puts it off', async () => {
  const full = control().balance(vendor).count ?? 0
  control().setBalance(vendor, { count: 2 })
  const batchId = await startBatch(console, place, makeRows(3))
  await drain(console, batchId)
  expect(await batchOf(console, batchId)).toMatchObject({
    state: 'paused',
    pauseReason: { reason: 'insufficient_balance' },
  })
  control().setBalance(vendor, { count: full })
  control().addFault({ vendor, fault: 'refuse', code: '100014', count: 1 })
  const rows = makeRows(3, sameValues)
  const later = await startBatch(console, place, rows)
  await drain(console, later)
  expect(await statuses(console, later)).toEqual({ queued: 3 })
  await skipBackoff(console, later)
  await drain(console, later)
  expect(timesTaken(console, vendor, rows)).toEqual([1, 1, 1])
})

test('where nothing is pushed, reports and replies are asked for', async () => {
  for (const kind of ['reports', 'replies'] as const) control().setPush(vendor, kind, null)
  const rows = [...makeRows(3), '13780020002,张三,1']
  const batchId = await startBatch(console, place, rows)
  await drain(console, batchId)
  await control().flush(vendor)
  const phone = phoneOf(rows[0] ?? '')
  await control().reply(vendor, phone, '拉取的回复')
  const [channel] = await console.ctx.db
    .select()
    .from(channels)
    .where(eq(channels.id, place.channelId))
  for (let n = 0; n < 2; n++) {
    for (const source of ['pullReports', 'pullReplies'] as const) {
      await pullChannel(console.ctx, channel as Channel, source)
    }
    while ((await applyReceived(console.ctx)) > 0);
  }
  expect(await statuses(console, batchId)).toEqual({ delivered: 3, submitted: 1 })
  expect(await repliesFrom(phone)).toMatchObject([{ content: '拉取的回复', batchId }])
})

test('a reply that is pushed, and then shown without a time at every question, stands once', async () => {
  control().setSettings(vendor, { replyTimeIn: 'nowhere' })
  const rows = makeRows(1)
  await drain(console, await startBatch(console, place, rows))
  const phone = phoneOf(rows[0] ?? '')
  await control().reply(vendor, phone, 'TD')
  for (const kind of ['reports', 'replies'] as const) control().setPush(vendor, kind, null)
  const [channel] = await console.ctx.db
    .select()
    .from(channels)
    .where(eq(channels.id, place.channelId))
  for (let n = 0; n < 2; n++) {
    await console.ctx.db.execute(sql`delete from rate_buckets`)
    await pullChannel(console.ctx, channel as Channel, 'pullReplies')
    while ((await applyReceived(console.ctx)) > 0);
  }
  expect(await repliesFrom(phone)).toMatchObject([{ content: 'TD', source: 'reply' }])
  control().setSettings(vendor, { replyTimeIn: 'time_stamp' })
})
