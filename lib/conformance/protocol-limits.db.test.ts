import { sql } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { openConsole, type TestConsole } from './console.fixture.ts'
import {
  batchOf,
  call,
  claim,
  drain,
  expectExactCounts,
  makeRows,
  marketing,
  openPlace,
  otp,
  phoneOf,
  skipBackoff,
  startBatch,
  statuses,
  timesTaken,
} from './protocol.fixture.ts'
import { newPhone } from './vendor-cases.ts'

let console: TestConsole
let upyun: { channelId: string; templateId: string }
beforeAll(async () => {
  console = await openConsole({ answerTimeoutMs: 2_000, reviewDelayMs: 0 })
  upyun = await openPlace(console, 'upyun')
})
afterEach(async () => {
  console.sandbox.control.clearFaults()
  await expectExactCounts(console)
})
afterAll(() => console.close())

test('ten a day to a phone hold the eleventh, and nobody behind it', async () => {
  const phone = newPhone()
  const rows = Array.from({ length: 13 }, (_, n) => `${phone},${n},1`)
  const others = makeRows(4)
  const batchId = await startBatch(console, upyun, [...rows, ...others])
  // All in one claim, then what is left.
  await call(console, await claim(console, batchId, 20))
  await drain(console, batchId)
  expect(await statuses(console, batchId)).toEqual({ submitted: 14, queued: 3 })
  expect(timesTaken(console, 'upyun', [phone])).toEqual([10])
  expect(timesTaken(console, 'upyun', others)).toEqual([1, 1, 1, 1])
  const { state, retryAt } = await batchOf(console, batchId)
  expect(state).toBe('sending')
  expect(retryAt?.getTime()).toBeGreaterThan(Date.now())
  const more = await startBatch(console, upyun, [`${phone},再来,1`])
  await drain(console, more)
  expect(await statuses(console, more)).toEqual({ queued: 1 })
  // The next day they go.
  await console.ctx.db.execute(
    sql`update submissions set created_at = created_at - interval '1 day'`,
  )
  for (const id of [batchId, more]) {
    await skipBackoff(console, id)
    await drain(console, id)
    expect((await statuses(console, id)).queued).toBeUndefined()
  }
  await console.ctx.db.execute(
    sql`update submissions set created_at = created_at + interval '1 day'
      where created_at < now() - interval '12 hours'`,
  )
})

test('a vendor that takes two categories for one counts them together', async () => {
  const codes = await openPlace(console, 'upyun', { template: otp })
  const phone = newPhone()
  const rows = Array.from({ length: 9 }, (_, n) => `${phone},${n},1`)
  await drain(console, await startBatch(console, upyun, rows))
  const header = { header: '手机号,验证码' }
  const batchId = await startBatch(console, codes, [`${phone},1234`, `${phone},5678`], header)
  await drain(console, batchId)
  expect(await statuses(console, batchId)).toEqual({ submitted: 1, queued: 1 })
  expect(timesTaken(console, 'upyun', [phone])).toEqual([10])
})

test('marketing has no such limit there', async () => {
  const place = await openPlace(console, 'upyun', { template: marketing })
  const phone = newPhone()
  const rows = Array.from({ length: 12 }, (_, n) => `${phone},${n}`)
  const batchId = await startBatch(console, place, rows, { header: '手机号,姓名' })
  await drain(console, batchId)
  expect(timesTaken(console, 'upyun', [phone])).toEqual([12])
})

test('an interval for a phone lets one through at a time', async () => {
  const place = await openPlace(console, 'infocloud', {
    limits: { perPhoneIntervalSeconds: 60 },
  })
  const phone = newPhone()
  const rows = [`${phone},甲,1`, `${phone},乙,2`, ...makeRows(3)]
  const batchId = await startBatch(console, place, rows)
  await drain(console, batchId)
  expect(await statuses(console, batchId)).toEqual({ submitted: 4, queued: 1 })
  const makeOlder = (column: 'created_at' | 'finished_at') => {
    const name = sql.identifier(column)
    return console.ctx.db.execute(sql`update submissions
      set ${name} = ${name} - interval '61 seconds' where batch_id = ${batchId}`)
  }
  await makeOlder('created_at')
  await skipBackoff(console, batchId)
  // The vendor may have taken it as late as the end of the call.
  expect(await drain(console, batchId)).toEqual([])
  await makeOlder('finished_at')
  await skipBackoff(console, batchId)
  await drain(console, batchId)
  expect(timesTaken(console, 'infocloud', [phone])).toEqual([2])
})

test('an account has its day, too', async () => {
  // All channels of the tests are on one account.
  const { rows } = await console.ctx.db.execute<{ n: number }>(sql`
    select coalesce(sum(recipient_count), 0)::int as n from submissions
    join channels on channels.id = channel_id and vendor = 'infocloud'
    where submissions.state not in ('requeued', 'rejected')`)
  const place = await openPlace(console, 'infocloud', {
    limits: { accountDaily: (rows[0]?.n ?? 0) + 5 },
    recipientsPerCall: 2,
  })
  const batchId = await startBatch(console, place, makeRows(8))
  await drain(console, batchId)
  expect(await statuses(console, batchId)).toEqual({ submitted: 5, queued: 3 })
  expect((await batchOf(console, batchId)).state).toBe('sending')
})

test('many that must wait do not hold up those behind them', async () => {
  const place = await openPlace(console, 'infocloud', {
    limits: { perPhoneDaily: { notification: 1 } },
    recipientsPerCall: 5,
  })
  const early = makeRows(40)
  await drain(console, await startBatch(console, place, early))
  const late = makeRows(10)
  const again = early.map((row) => `${phoneOf(row)},再,1`)
  const batchId = await startBatch(console, place, [...again, ...late])
  await drain(console, batchId)
  expect(await statuses(console, batchId)).toEqual({ submitted: 10, queued: 40 })
  expect(timesTaken(console, 'infocloud', late)).toEqual(Array(10).fill(1))
})
