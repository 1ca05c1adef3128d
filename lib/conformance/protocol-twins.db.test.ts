import { eq, sql } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { channels } from '#db/schema/channels.ts'
import { applyReceived } from '#lib/callbacks/apply-received.ts'
import type { Context } from '#lib/context.ts'
import { settleUnknown } from '#lib/dispatch/settle-unknown.ts'
import { settleMessage } from '#lib/messages/settle-message.ts'
import { pullChannel } from '#lib/pulls/pull-channel.ts'
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
  referenceOf,
  sameValues,
  startBatch,
  statuses,
  timesTaken,
} from './protocol.fixture.ts'
import { vendorCases } from './vendor-cases.ts'

/** Two messages to one phone of one account, of which what comes from the vendor could be either's. */
type Vendor = 'upyun' | 'veesing'
type Place = { channelId: string; templateId: string }

let console: TestConsole
beforeAll(async () => {
  console = await openConsole({
    answerTimeoutMs: 5_000,
    reviewDelayMs: 0,
    decideByPhone: true,
    reportDelayMs: [3_600_000, 3_600_000],
  })
  console.sandbox.control.setSettings('veesing', { perPhoneIntervalMs: 0 })
})
afterEach(async () => {
  console.sandbox.control.clearFaults()
  await expectExactCounts(console)
  await console.ctx.db.execute(sql`delete from delivery_reports where state = 'parked'`)
})
afterAll(() => console.close())

const strike = (vendor: Vendor, fault: 'reset-before' | 'reset-after' | 'refuse', code?: string) =>
  console.sandbox.control.addFault({
    vendor,
    fault,
    path: vendorCases[vendor].sendPath,
    method: 'POST',
    count: 1,
    ...(code ? { code } : {}),
  })

/** Calls of a batch look so much older, and their leases have ended. */
const makeOlder = (batchId: string, minutes = 1) =>
  console.ctx.db.execute(sql`
    update submissions set created_at = created_at - make_interval(mins => ${minutes}),
      finished_at = finished_at - make_interval(mins => ${minutes}),
      lease_until = now() - interval '1 second', looked_at = null where batch_id = ${batchId}`)

/** A batch whose one call the vendor never saw, or saw and took. */
async function lose(place: Place, vendor: Vendor, rows: string[], isTaken = false) {
  const batchId = await startBatch(console, place, rows)
  strike(vendor, isTaken ? 'reset-after' : 'reset-before')
  await drain(console, batchId)
  await makeOlder(batchId)
  return batchId
}

/** The batch's call is made, and its answer does not reach us before `answer` is called. */
async function holdAnswer(batchId: string) {
  const [taken, release] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  const http: Context['http'] = async (request) => {
    const response = await console.ctx.http(request)
    taken.resolve()
    await release.promise
    return response
  }
  const claims = await claim(console, batchId)
  const calling = call({ ...console, ctx: { ...console.ctx, http } }, claims)
  await taken.promise
  return async () => {
    release.resolve()
    await calling
  }
}

const countSharedIds = async () => {
  const { rows } = await console.ctx.db.execute(sql`
    select vendor_message_id from messages where vendor_message_id is not null
    group by 1 having count(*) > 1`)
  return rows.length
}

describe('a row of the vendor (findOutcome)', () => {
  let first: Place
  let second: Place
  beforeAll(async () => {
    first = await openPlace(console, 'upyun')
    second = await openPlace(console, 'upyun')
    // As after a sync: both channels know the account's one template.
    await console.ctx.db.execute(sql`
      update templates set vendor_id = (select vendor_id from templates where id = ${first.templateId})
      where id = ${second.templateId}`)
  })
  afterEach(async () => {
    expect(await countSharedIds()).toBe(0)
    await console.ctx.db.execute(sql`update submissions set looked_at = now() + interval '1 day'`)
  })

  const pull = async ({ channelId }: Place) => {
    await console.sandbox.control.flush('upyun')
    const [channel] = await console.ctx.db.select().from(channels).where(eq(channels.id, channelId))
    if (channel) await pullChannel(console.ctx, channel, 'pullReports')
    while ((await applyReceived(console.ctx)) > 0);
  }

  test('of a message of the account’s other channel settles nothing, and its report finds it', async () => {
    const rows = makeRows(2, sameValues)
    const lost = await lose(first, 'upyun', rows)
    const sent = await startBatch(console, second, rows)
    await drain(console, sent)
    await settleUnknown(console.ctx)
    expect(await statuses(console, lost)).toEqual({ unknown: 2 })
    await pull(second)
    expect(await statuses(console, sent)).toEqual({ delivered: 2 })
    expect(await statuses(console, lost)).toEqual({ unknown: 2 })
    expect(await countParked(console.ctx.db)).toBe(0)
    expect(timesTaken(console, 'upyun', rows)).toEqual([1, 1])
  })

  test('of a message settles no other, though the account does not show as the same any more', async () => {
    const rows = makeRows(1, sameValues)
    const lost = await lose(first, 'upyun', rows)
    const sent = await startBatch(console, second, rows)
    await drain(console, sent)
    const moveTo = (url: string) =>
      console.ctx.db.execute(
        sql`update channels set base_url = ${url} where id = ${second.channelId}`,
      )
    await moveTo('https://forward.example')
    await settleUnknown(console.ctx)
    await moveTo(console.sandbox.urls.upyun)
    expect(await statuses(console, lost)).toEqual({ unknown: 1 })
  })

  test.each(['the same channel', 'the other channel'])(
    'settles nothing while a call to the phone on %s has no record yet',
    async (where) => {
      const rows = makeRows(1, sameValues)
      const lost = await lose(first, 'upyun', rows)
      const sent = await startBatch(console, where === 'the same channel' ? first : second, rows)
      const answer = await holdAnswer(sent)
      expect(timesTaken(console, 'upyun', rows)).toEqual([1])
      await settleUnknown(console.ctx)
      expect(await statuses(console, lost)).toEqual({ unknown: 1 })
      await answer()
      await makeOlder(lost)
      await settleUnknown(console.ctx)
      expect(await statuses(console, sent)).toEqual({ submitted: 1 })
      expect(await statuses(console, lost)).toEqual({ unknown: 1 })
    },
  )

  test('waits for the other call, and settles once the vendor has refused that', async () => {
    const rows = makeRows(1, sameValues)
    const taken = await lose(first, 'upyun', rows, true)
    const refused = await startBatch(console, second, rows)
    strike('upyun', 'refuse', 'ILLEGAL_PARAMER')
    const answer = await holdAnswer(refused)
    await settleUnknown(console.ctx)
    expect(await statuses(console, taken)).toEqual({ unknown: 1 })
    await answer()
    expect(await statuses(console, refused)).toEqual({ rejected: 1 })
    await makeOlder(taken)
    await settleUnknown(console.ctx)
    expect(await statuses(console, taken)).toEqual({ submitted: 1 })
  })

  test('that either of two lost calls may have left is for a person, who may leave the other open', async () => {
    const rows = makeRows(1, sameValues)
    const lost = await lose(first, 'upyun', rows)
    const taken = await lose(second, 'upyun', rows, true)
    await settleUnknown(console.ctx)
    expect(await statuses(console, lost)).toEqual({ unknown: 1 })
    expect(await statuses(console, taken)).toEqual({ unknown: 1 })
    const [message] = await listMessages(console, taken)
    const messageId = Number(message?.id)
    await settleMessage(console.ctx, {
      messageId,
      as: 'delivered',
      reference: await referenceOf(console, messageId),
      reason: '收件人已确认',
    })
    await makeOlder(lost)
    await settleUnknown(console.ctx)
    expect(await statuses(console, lost)).toEqual({ unknown: 1 })
  })

  test('settles a message beside another to the phone that was called at another time', async () => {
    const rows = makeRows(1, sameValues)
    const lost = await lose(second, 'upyun', rows)
    await makeOlder(lost, 60)
    const taken = await lose(first, 'upyun', rows, true)
    await settleUnknown(console.ctx)
    expect(await statuses(console, taken)).toEqual({ submitted: 1 })
    expect(await statuses(console, lost)).toEqual({ unknown: 1 })
  })
})

describe('a report that only its phone can place (matchesUnknownByPhone)', () => {
  let first: Place
  let second: Place
  beforeAll(async () => {
    first = await openPlace(console, 'veesing')
    second = await openPlace(console, 'veesing')
  })

  /** All that the vendor pushed by itself is applied. */
  const apply = async () => {
    while ((await applyReceived(console.ctx)) > 0);
  }
  /** The next call's reports are stored and applied before its answer is recorded. */
  const reportFirst = () =>
    console.sandbox.control.addFault({
      vendor: 'veesing',
      fault: 'push-before-answer',
      path: vendorCases.veesing.sendPath,
      count: 1,
    })
  /** Our pace of one a minute to a phone lets the next one go. */
  const loseEarlier = async (place: Place, rows: string[], isTaken = false) => {
    const batchId = await lose(place, 'veesing', rows, isTaken)
    await makeOlder(batchId, 5)
    return batchId
  }

  test.each(['the same channel', 'the other channel'])(
    'waits for a call under way on %s, whose own it is',
    async (where) => {
      const rows = makeRows(1, sameValues)
      const lost = await loseEarlier(first, rows)
      const sent = await startBatch(console, where === 'the same channel' ? first : second, rows)
      reportFirst()
      const answer = await holdAnswer(sent)
      await apply()
      expect(await statuses(console, sent)).toEqual({ submitting: 1 })
      expect(await statuses(console, lost)).toEqual({ unknown: 1 })
      expect(await countParked(console.ctx.db)).toBe(1)
      await answer()
      await bringReports(console)
      expect(await statuses(console, sent)).toEqual({ delivered: 1 })
      expect(await statuses(console, lost)).toEqual({ unknown: 1 })
      expect(await countParked(console.ctx.db)).toBe(0)
      expect(timesTaken(console, 'veesing', rows)).toEqual([1])
    },
  )

  test('finds the lost one once the other call has an id of its own', async () => {
    const rows = makeRows(1, sameValues)
    const taken = await loseEarlier(first, rows, true)
    const sent = await startBatch(console, second, rows)
    const answer = await holdAnswer(sent)
    await console.sandbox.control.flush('veesing')
    await apply()
    expect(await statuses(console, taken)).toEqual({ unknown: 1 })
    expect(await countParked(console.ctx.db)).toBe(2)
    await answer()
    await bringReports(console)
    expect(await statuses(console, taken)).toEqual({ delivered: 1 })
    expect(await statuses(console, sent)).toEqual({ delivered: 1 })
    expect(await countParked(console.ctx.db)).toBe(0)
  })

  test('stays parked between two lost calls, also after a person said one arrived', async () => {
    const rows = makeRows(1, sameValues)
    const lost = await loseEarlier(first, rows)
    const taken = await loseEarlier(second, rows, true)
    await bringReports(console)
    for (const id of [lost, taken]) expect(await statuses(console, id)).toEqual({ unknown: 1 })
    const [message] = await listMessages(console, taken)
    const messageId = Number(message?.id)
    const reference = await referenceOf(console, messageId)
    const said = { messageId, reference, reason: '收件人已确认' }
    await settleMessage(console.ctx, { ...said, as: 'delivered' })
    await bringReports(console)
    expect(await statuses(console, lost)).toEqual({ unknown: 1 })
    expect(await countParked(console.ctx.db)).toBe(1)
  })

  test('finds the other one after a person had the first sent again', async () => {
    const rows = makeRows(1, sameValues)
    const lost = await loseEarlier(first, rows)
    const taken = await loseEarlier(second, rows, true)
    await bringReports(console)
    expect(await countParked(console.ctx.db)).toBe(1)
    const [message] = await listMessages(console, lost)
    const messageId = Number(message?.id)
    const reference = await referenceOf(console, messageId)
    const said = { messageId, reference, reason: '供应商确认未接收' }
    await settleMessage(console.ctx, { ...said, as: 'queued' })
    await drain(console, lost)
    await bringReports(console)
    expect(await statuses(console, taken)).toEqual({ delivered: 1 })
    expect(await statuses(console, lost)).toEqual({ delivered: 1 })
    expect(timesTaken(console, 'veesing', rows)).toEqual([2])
  })

  test('of a call that another channel of the account knows is not the lost one’s', async () => {
    const rows = makeRows(1, sameValues)
    const lost = await loseEarlier(first, rows)
    const sent = await startBatch(console, second, rows)
    await drain(console, sent)
    await bringReports(console)
    expect(await statuses(console, sent)).toEqual({ delivered: 1 })
    expect(await statuses(console, lost)).toEqual({ unknown: 1 })
    expect(phoneOf(rows[0] ?? '')).toBe((await listMessages(console, lost))[0]?.phone)
  })
})
