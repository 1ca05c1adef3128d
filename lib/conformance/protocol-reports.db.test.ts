import { sql } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { foldCounts } from '#lib/counts/fold.ts'
import { markUnreported } from '#lib/reports/mark-unreported.ts'
import { countParked } from '#lib/reports/park.ts'
import { openConsole, type TestConsole } from './console.fixture.ts'
import {
  bringReports,
  call,
  claim,
  drain,
  expectExactCounts,
  listMessages,
  makeRows,
  openPlace,
  phoneOf,
  startBatch,
  statuses,
} from './protocol.fixture.ts'
import { minuteOf, openPushes, replyOf, reportOf } from './pushed.fixture.ts'
import { newPhone } from './vendor-cases.ts'

let console: TestConsole
let place: { channelId: string; templateId: string }
let to: Awaited<ReturnType<typeof openPushes>>
beforeAll(async () => {
  console = await openConsole({
    answerTimeoutMs: 2_000,
    reviewDelayMs: 0,
    decideByPhone: true,
    reportDelayMs: [3_600_000, 3_600_000],
  })
  place = await openPlace(console, 'infocloud')
  to = await openPushes(console, place.channelId)
})
afterEach(async () => {
  console.sandbox.control.clearFaults()
  await expectExactCounts(console)
})
afterAll(() => console.close())

const countKept = async (batchId: string) => {
  const { rows } = await console.ctx.db.execute<{ n: number }>(sql`
    select count(*)::int as n from delivery_reports d join messages m on m.id = d.message_id
    where d.state = 'kept' and m.batch_id = ${batchId}`)
  return rows[0]?.n
}
const makeParkedDue = () =>
  console.ctx.db.execute(sql`update delivery_reports set retry_at = now() where state = 'parked'`)

describe('pushed reports', () => {
  test('twice over and out of order: each message its own end', async () => {
    const rows = [
      ...makeRows(20),
      ...['0001', '0004', '0005', '0006'].map((end) => `1367000${end},某,1`),
    ]
    const batchId = await startBatch(console, place, rows)
    await drain(console, batchId)
    console.sandbox.control.addFault({ vendor: 'infocloud', fault: 'duplicate-push', copies: 2 })
    console.sandbox.control.addFault({ vendor: 'infocloud', fault: 'reorder-push' })
    await bringReports(console)
    expect(await statuses(console, batchId)).toEqual({ delivered: 20, failed: 4 })
    const messages = await listMessages(console, batchId)
    expect(messages.slice(20).map((one) => one.code)).toEqual([
      'UNDELIV',
      'REJECTD',
      'EXPIRED',
      'MK:0001',
    ])
    expect(await countKept(batchId)).toBe(0)
  })

  test('before the answer is recorded: the report stays, the answer adds what it knows', async () => {
    const rows = makeRows(3)
    const batchId = await startBatch(console, place, rows)
    const claims = await claim(console, batchId)
    const { reference = '' } = claims[0] ?? {}
    await to.pushRows(reportOf(reference, phoneOf(rows[0] ?? ''), 'DELIVRD'))
    await to.pushRows(reportOf(reference, phoneOf(rows[1] ?? ''), 'UNDELIV'))
    await to.applyAll()
    expect(await statuses(console, batchId)).toEqual({ delivered: 1, failed: 1, submitting: 1 })
    await call(console, claims)
    expect(await statuses(console, batchId)).toEqual({ delivered: 1, failed: 1, submitted: 1 })
    await bringReports(console)
    expect(await statuses(console, batchId)).toEqual({ delivered: 3 })
  })

  test('pushed by the vendor before it answers, with a worker at it', async () => {
    const rows = makeRows(5)
    const fault = { vendor: 'infocloud', fault: 'push-before-answer', path: '/message' } as const
    console.sandbox.control.addFault(fault)
    const stop = console.startWorker()
    const batchId = await startBatch(console, place, rows)
    await expect
      .poll(() => statuses(console, batchId), { timeout: 30_000 })
      .toEqual({ delivered: 5 })
    await stop()
  })

  test("with the vendor's own id only, before we know it: parked, and applied after the answer", async () => {
    const rows = makeRows(1)
    const batchId = await startBatch(console, place, rows)
    const claims = await claim(console, batchId)
    await call(console, claims)
    const tel = phoneOf(rows[0] ?? '')
    const { entries } = console.sandbox.control.accepted('infocloud', { phone: tel })
    const msgId = entries[0]?.vendorIds.call ?? ''
    const known = sql`update submissions set vendor_submission_id = ${msgId} where batch_id = ${batchId}`
    await console.ctx.db.execute(
      sql`update submissions set vendor_submission_id = null where batch_id = ${batchId}`,
    )
    const row = { msgId, tel, arriveResult: 'DELIVRD', arriveTime: '2611211000' }
    for (let n = 0; n < 3; n++) await to.pushRows(row)
    await to.applyAll()
    expect(await countParked(console.ctx.db, place.channelId)).toBe(1)
    await console.ctx.db.execute(known)
    await makeParkedDue()
    await bringReports(console)
    expect(await countParked(console.ctx.db, place.channelId)).toBe(0)
    expect(await statuses(console, batchId)).toEqual({ delivered: 1 })
  })

  test('about messages that are not ours: parked once, counted, in nobody’s way', async () => {
    const foreign = reportOf('somebodyElses', newPhone(), 'DELIVRD')
    for (let n = 0; n < 3; n++) await to.pushRows(foreign, foreign)
    await to.applyAll()
    expect(await countParked(console.ctx.db, place.channelId)).toBe(1)
    await makeParkedDue()
    await bringReports(console)
    expect(await countParked(console.ctx.db, place.channelId)).toBe(1)
    await console.ctx.db.execute(sql`delete from delivery_reports where state = 'parked'`)
  })

  test('that disagree: delivered wins, the other is kept, in either order', async () => {
    const rows = makeRows(2)
    const batchId = await startBatch(console, place, rows)
    const [{ reference } = { reference: '' }] = await drain(console, batchId)
    const [one = '', two = ''] = rows.map(phoneOf)
    const orders = [
      [reportOf(reference, one, 'UNDELIV', 1), reportOf(reference, one, 'DELIVRD', 2)],
      [reportOf(reference, two, 'DELIVRD', 2), reportOf(reference, two, 'UNDELIV', 1)],
    ].flat()
    for (let n = 0; n < 3; n++) {
      for (const row of orders) {
        await to.pushRows(row)
        await to.applyAll()
      }
    }
    expect(await statuses(console, batchId)).toEqual({ delivered: 2 })
    const [first, second] = await listMessages(console, batchId)
    expect(first?.reported_at).toEqual(second?.reported_at)
    expect(await countKept(batchId)).toBe(2)
  })

  test('with whole minutes, or by a slow clock, never stand before the call, and come thrice', async () => {
    const rows = makeRows(2)
    const batchId = await startBatch(console, place, rows)
    const [{ reference } = { reference: '' }] = await drain(console, batchId)
    const [one = '', two = ''] = rows.map(phoneOf)
    const minute = new Date(Date.now() + 8 * 3_600_000).toISOString().replace(/\D/g, '')
    const arriveTime = minute.slice(2, 12)
    for (let n = 0; n < 3; n++) {
      await to.pushRows({ ...reportOf(reference, one, 'DELIVRD'), arriveTime })
      await to.pushRows({ ...reportOf(reference, two, 'UNDELIV'), arriveTime: '2601010000' })
      await to.applyAll()
    }
    const { rows: late } = await console.ctx.db.execute<{ late: boolean }>(sql`
    select m.reported_at >= s.created_at and m.reported_at >= m.submitted_at
      and m.reported_at < now() as late
    from messages m join submissions s on s.id = m.submission_id where m.batch_id = ${batchId}`)
    expect(late).toEqual([{ late: true }, { late: true }])
    expect(await countKept(batchId)).toBe(0)
  })

  test('for one phone of a call say nothing about the others', async () => {
    const rows = makeRows(3)
    const batchId = await startBatch(console, place, rows)
    const [{ reference } = { reference: '' }] = await drain(console, batchId)
    await to.pushRows(reportOf(reference, `+86${phoneOf(rows[1] ?? '')}`, 'DELIVRD'))
    await to.pushRows(reportOf(reference, '137****0010', 'DELIVRD'))
    await to.applyAll()
    const messages = await listMessages(console, batchId)
    expect(messages.map((one) => one.status)).toEqual(['submitted', 'delivered', 'submitted'])
  })
})

test('a reply that says TD is one opt-out, however often it comes', async () => {
  const rows = makeRows(2)
  const batchId = await startBatch(console, place, rows)
  await drain(console, batchId)
  const [one = '', two = ''] = rows.map(phoneOf)
  const [now, next] = [new Date(), new Date(Date.now() + 60_000)].map(minuteOf)
  for (let n = 0; n < 3; n++)
    await to.pushRows(replyOf(one, ' td。', now), replyOf(two, '收到', now))
  await to.pushRows(replyOf(one, '退订！', next))
  await to.applyAll()
  const { rows: found } = await console.ctx.db.execute(sql`
    select o.phone, o.source, i.content, m.batch_id from opt_outs o
    join inbound_messages i on i.id = o.inbound_id join messages m on m.id = i.message_id
    where o.phone in (${one}, ${two})`)
  expect(found).toEqual([{ phone: one, source: 'reply', content: ' td。', batch_id: batchId }])
  const { rows: replies } = await console.ctx.db.execute(sql`
    select content from inbound_messages where phone in (${one}, ${two}) order by id`)
  expect(replies.length).toBe(3)
})

test('no report in 72 hours: unreported, counted as such, and still open to a late one', async () => {
  const rows = makeRows(3)
  const batchId = await startBatch(console, place, rows)
  const [{ reference } = { reference: '' }] = await drain(console, batchId)
  await to.pushRows(reportOf(reference, phoneOf(rows[0] ?? ''), 'DELIVRD'))
  await to.applyAll()
  while ((await foldCounts(console.ctx.db)) > 0);
  await console.ctx.db.execute(sql`update messages set submitted_at = now() - interval '73 hours'
    where batch_id = ${batchId}`)
  await console.ctx.db.execute(
    sql`update batches set started_at = now() - interval '74 hours' where id = ${batchId}`,
  )
  expect(await markUnreported(console.ctx.db)).toBe(2)
  expect(await markUnreported(console.ctx.db)).toBe(0)
  expect(await statuses(console, batchId)).toEqual({ delivered: 1, unreported: 2 })
  await expectExactCounts(console)
  await to.pushRows(reportOf(reference, phoneOf(rows[1] ?? ''), 'UNDELIV'))
  await to.applyAll()
  expect(await statuses(console, batchId)).toEqual({ delivered: 1, unreported: 1, failed: 1 })
})
