import { sql } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { rawCallbacks } from '#db/schema/reports.ts'
import { applyReceived } from '#lib/callbacks/apply-received.ts'
import { countParked, retryParked } from '#lib/reports/park.ts'
import { openConsole, type TestConsole } from './console.fixture.ts'
import { drain, expectExactCounts, openPlace, startBatch, statuses } from './protocol.fixture.ts'

let console: TestConsole
let place: { channelId: string; templateId: string }
beforeAll(async () => {
  console = await openConsole({ decideByPhone: true, reportDelayMs: [3_600_000, 3_600_000] })
  place = await openPlace(console, 'infocloud')
})
afterEach(() => console.ctx.db.execute(sql`delete from delivery_reports`))
afterAll(() => console.close())

let serial = 0
/** A call to people whose numbers are all `139****ending`, and to one whose number is not. */
async function send(count: number, ending: string) {
  const middles = Array.from({ length: count }, () => String(++serial).padStart(4, '0'))
  const rows = [...middles.map((middle) => `139${middle}${ending}`), `1381111${ending}`]
  const batchId = await startBatch(
    console,
    place,
    rows.map((phone, n) => `${phone},张${n},1`),
  )
  const [claim] = await drain(console, batchId)
  return { batchId, bid: claim?.reference ?? '', phones: rows, tel: `139****${ending}` }
}
type Call = { bid: string; tel: string }
const row = ({ bid, tel }: Call, arrive: string) => ({ bid, tel, arrive, arriveTime: '2611211000' })

/** As an answer of the receipt query came and was stored. */
async function pulled(...data: ReturnType<typeof row>[]): Promise<void> {
  await console.ctx.db.insert(rawCallbacks).values({
    ...{ channelId: place.channelId, source: 'pullReports', method: 'POST', query: '' },
    ...{ contentType: 'application/json', body: Buffer.from(JSON.stringify({ code: 200, data })) },
  })
  while ((await applyReceived(console.ctx)) > 0);
}
const parked = () => countParked(console.ctx.db, place.channelId)

test('as many as fit, all with one end: each message has it', async () => {
  const call = await send(2, '5001')
  await pulled(
    row(call, 'DELIVRD'),
    row(call, 'DELIVRD'),
    row({ ...call, tel: '138****5001' }, 'UNDELIV'),
  )
  expect(await statuses(console, call.batchId)).toEqual({ delivered: 2, failed: 1 })
  expect(await parked()).toBe(0)
  await expectExactCounts(console)
})

test('with those that came before: all wait until the last is there', async () => {
  const call = await send(3, '5002')
  const other = await send(3, '5002')
  // Two that are alike to the minute are still two.
  await pulled(row(call, 'UNDELIV'), row(call, 'UNDELIV'), row(other, 'UNDELIV'))
  expect(await statuses(console, call.batchId)).toEqual({ submitted: 4 })
  expect(await parked()).toBe(3)
  await pulled(row(call, 'UNDELIV'))
  expect(await statuses(console, call.batchId)).toEqual({ failed: 3, submitted: 1 })
  expect(await statuses(console, other.batchId)).toEqual({ submitted: 4 })
  expect(await parked()).toBe(1)
  await expectExactCounts(console)
})

test('of two answers read side by side, neither sees the other: the next try does', async () => {
  const call = await send(2, '5003')
  // As it would be, had both been parked.
  await console.ctx.db.execute(sql`
    insert into delivery_reports (channel_id, callback_id, state, retry_at, reference, phone, delivered, code, at)
    select channel_id, id, 'parked', now(), ${call.bid}, ${call.tel}, true, 'DELIVRD', now()
    from raw_callbacks where source = 'pullReports' order by id desc limit 2`)
  expect(await retryParked(console.ctx)).toBe(2)
  expect(await statuses(console, call.batchId)).toEqual({ delivered: 2, submitted: 1 })
  expect(await parked()).toBe(0)
})

test('with two ends, too few, or one pushed more than once: none has any', async () => {
  const differing = await send(2, '5004')
  await pulled(row(differing, 'DELIVRD'), row(differing, 'UNDELIV'))
  const few = await send(3, '5004')
  await pulled(row(few, 'DELIVRD'), row(few, 'DELIVRD'))
  const pushed = await send(2, '5004')
  const { apiKey } = console.sandbox.accounts.infocloud
  const one = { ...row(pushed, ''), arrive: undefined, arriveResult: 'DELIVRD' }
  for (let n = 0; n < 2; n++) {
    const body = Buffer.from(JSON.stringify({ apiKey, data: [one, one] }))
    await console.ctx.db.insert(rawCallbacks).values({
      ...{ channelId: place.channelId, source: 'push', method: 'POST', query: '' },
      ...{ contentType: 'application/json', body },
    })
    while ((await applyReceived(console.ctx)) > 0);
  }
  await console.ctx.db.execute(sql`update delivery_reports set retry_at = now()`)
  expect(await retryParked(console.ctx)).toBe(0)
  for (const { batchId } of [differing, few, pushed])
    expect(Object.keys(await statuses(console, batchId))).toEqual(['submitted'])
})

test('who was refused has no part in it; who has a report is counted, for it may be the same', async () => {
  const refused = await send(2, '5005')
  await console.ctx.db.execute(sql`update messages set status = 'rejected', code = '40004'
    where batch_id = ${refused.batchId} and phone = ${refused.phones[0]}`)
  await pulled(row(refused, 'DELIVRD'))
  expect(await statuses(console, refused.batchId)).toEqual({
    delivered: 1,
    rejected: 1,
    submitted: 1,
  })
  const told = await send(2, '5006')
  await pulled(row({ ...told, tel: told.phones[0] ?? '' }, 'DELIVRD'))
  await pulled(row(told, 'DELIVRD'))
  expect(await statuses(console, told.batchId)).toEqual({ delivered: 1, submitted: 2 })
  await pulled(row(told, 'DELIVRD'))
  expect(await statuses(console, told.batchId)).toEqual({ delivered: 2, submitted: 1 })
})
