import { sql } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { noteCallbacks } from '#lib/callbacks/receive.ts'
import { queryBucket } from '#lib/channels/take-query.ts'
import { openConsole, type TestConsole } from './console.fixture.ts'
import {
  drain,
  expectExactCounts,
  makeRows,
  openPlace,
  phoneOf,
  startBatch,
  statuses,
} from './protocol.fixture.ts'
import { openPulls } from './pulls.fixture.ts'
import { openPushes, replyOf, reportOf } from './pushed.fixture.ts'

let console: TestConsole
beforeAll(async () => {
  console = await openConsole({
    answerTimeoutMs: 2_000,
    decideByPhone: true,
    reportDelayMs: [3_600_000, 3_600_000],
    settings: { infocloud: { queriesPerMinute: 0 } },
  })
})
afterEach(async () => {
  console.sandbox.control.clearFaults()
  await expectExactCounts(console)
})
afterAll(() => console.close())

const replies = async (phone: string) => {
  const { rows } = await console.ctx.db.execute<{ content: string; source: string | null }>(sql`
    select i.content, o.source from inbound_messages i
    left join opt_outs o on o.inbound_id = i.id where i.phone = ${phone} order by i.id`)
  return rows
}

/** A batch that was sent on a channel of a vendor that pushes nothing. */
async function send(vendor: 'zhuanxinyun' | 'smsadmin' | 'infocloud', settings = {}) {
  const place = await openPlace(console, vendor, { settings })
  for (const kind of ['reports', 'replies'] as const)
    console.sandbox.control.setPush(vendor, kind, null)
  const rows = makeRows(3)
  const batchId = await startBatch(console, place, rows)
  const calls = await drain(console, batchId)
  const [phone = ''] = rows.map(phoneOf)
  return { ...place, batchId, phone, calls, ...openPulls(console.ctx, place.channelId) }
}

test('replies without a time of their own come like others, and put nothing off', async () => {
  console.sandbox.control.setSettings('zhuanxinyun', { replyTimeIn: 'nowhere', readOnce: true })
  const place = await send('zhuanxinyun')
  await console.sandbox.control.reply('zhuanxinyun', place.phone, 'TD')
  expect(await place.pullDue()).not.toBeInstanceOf(Error)
  expect(await replies(place.phone)).toEqual([{ content: 'TD', source: 'reply' }])
  expect((await place.putOff()).replies).toBeLessThanOrEqual(0)
  console.sandbox.control.setSettings('zhuanxinyun', { replyTimeIn: 'time_stamp', readOnce: false })
})

test.each([
  ['smsadmin', '/smsmarketing/wwwroot/api/report', { pullsOpen: true }],
  ['zhuanxinyun', '/api/v2/queryStatusReport.json', {}],
] as const)(
  '%s: replies are asked for though reports cannot be',
  async (vendor, path, settings) => {
    const place = await send(vendor, settings)
    console.sandbox.control.addFault({ vendor, fault: 'not-found', path })
    await console.sandbox.control.flush(vendor)
    await console.sandbox.control.reply(vendor, place.phone, '退订')
    for (const most of [120, 240]) {
      expect(await place.pullDue()).toBeInstanceOf(AggregateError)
      const { reports, replies } = await place.putOff()
      expect(reports).toBeGreaterThan(most / 8)
      expect(replies).toBeLessThanOrEqual(0)
    }
    expect(await replies(place.phone)).toEqual([{ content: '退订', source: 'reply' }])
    console.sandbox.control.clearFaults()
    for (let turn = 0; turn < 2; turn++) await place.pull('pullReports')
    expect(await statuses(console, place.batchId)).toEqual({ delivered: 3 })
  },
)

test('what is pushed is not asked for; what is not pushed is', async () => {
  const place = await send('infocloud')
  const to = await openPushes(console, place.channelId)
  const asks = async () => {
    await place.pullDue()
    return (await place.channelOf()).reportsPolledAt !== null
  }
  await to.pushRows(replyOf(place.phone, '好'))
  for (const body of ['<html>', '{"apiKey":"another","data":[]}']) await to.post(body)
  await place.applyAll()
  await noteCallbacks(console.ctx.db)
  expect(await place.channelOf()).toMatchObject({
    lastCallbackAt: expect.any(Date),
    repliesPushedAt: expect.any(Date),
    reportsPushedAt: null,
  })
  expect(await asks()).toBe(true)
  await console.sandbox.control.flush('infocloud')
  await place.pullDue()
  expect(await statuses(console, place.batchId)).toEqual({ delivered: 3 })

  await to.pushRows(reportOf(place.calls[0]?.reference ?? '', place.phone, 'DELIVRD'))
  await place.applyAll()
  expect(await asks()).toBe(false)
  await console.ctx.db.execute(sql`update channels
    set reports_pushed_at = now() - interval '11 minutes' where id = ${place.channelId}`)
  expect(await asks()).toBe(true)
})

test('a day of which every message is under way is no failure', async () => {
  console.sandbox.control.setSettings('zhuanxinyun', { underWayAs: 'null' })
  const day = await send('zhuanxinyun')
  expect(await day.pull('pullReports')).toMatchObject({ more: false })
  await console.sandbox.control.flush('zhuanxinyun')
  await day.pull('pullReports')
  expect(await statuses(console, day.batchId)).toEqual({ delivered: 3 })
  console.sandbox.control.setSettings('zhuanxinyun', { underWayAs: 'absent' })

  console.sandbox.control.setSettings('infocloud', { listsUnderWay: true })
  const calls = await send('infocloud')
  expect(await calls.pull('pullReports')).toMatchObject({ more: false })
  await console.sandbox.control.flush('infocloud')
  await calls.pull('pullReports')
  expect(await statuses(console, calls.batchId)).toEqual({ delivered: 3 })
  console.sandbox.control.setSettings('infocloud', { listsUnderWay: false })
})

test('the next page is asked for after its five seconds, whatever the replies meet', async () => {
  // What earlier messages left to be given.
  console.sandbox.control.reset()
  const place = await send('smsadmin', { pullsOpen: true })
  const batchId = await startBatch(console, place, makeRows(30))
  await drain(console, batchId)
  await console.sandbox.control.flush('smsadmin')
  await place.pullDue()
  const first = await place.putOff()
  // 30 s is its usual interval.
  expect(first.reports + 30).toBeGreaterThan(4)
  expect(first.reports + 30).toBeLessThan(6)

  // Others have asked all that the account may: no sooner for that either.
  const key = queryBucket(console.ctx, await place.channelOf())
  await place.pullDue(() =>
    console.ctx.db.execute(sql`insert into rate_buckets values (${key}, 0, clock_timestamp())`),
  )
  const later = await place.putOff()
  for (const seconds of [later.reports, later.replies]) {
    expect(seconds + 30).toBeGreaterThan(4)
    expect(seconds + 30).toBeLessThan(6)
  }
})
