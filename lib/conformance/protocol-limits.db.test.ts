import { sql } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { blocklist, optOuts } from '#db/schema/opt-outs.ts'
import { resumeBatch } from '#lib/batches/resume.ts'
import { attemptLimit } from '#lib/dispatch/types.ts'
import { getProvider, type Vendor, vendors } from '#lib/providers/registry.ts'
import { updateTemplate } from '#lib/templates/update.ts'
import { openConsole, type TestConsole } from './console.fixture.ts'
import {
  batchOf,
  call,
  claim,
  drain,
  expectExactCounts,
  listMessages,
  makeRows,
  marketing,
  openPlace,
  otp,
  ownValues,
  phoneOf,
  sameValues,
  skipBackoff,
  startBatch,
  statuses,
  timesTaken,
} from './protocol.fixture.ts'
import { newPhone, vendorCases } from './vendor-cases.ts'

let console: TestConsole
const places = {} as Record<Vendor, { channelId: string; templateId: string }>
beforeAll(async () => {
  console = await openConsole({ answerTimeoutMs: 2_000, reviewDelayMs: 0 })
  for (const vendor of vendors) places[vendor] = await openPlace(console, vendor)
})
afterEach(async () => {
  console.sandbox.control.clearFaults()
  await expectExactCounts(console)
})
afterAll(() => console.close())

const refuse = (vendor: Vendor, code: string, count?: number) =>
  console.sandbox.control.addFault({
    vendor,
    fault: 'refuse',
    code,
    path: vendorCases[vendor].sendPath,
    ...(count ? { count } : {}),
  })

describe.each(vendors)('%s', (vendor) => {
  test('an empty account pauses the batch, burns nothing, and a resume finishes it', async () => {
    const rows = makeRows(30)
    const batchId = await startBatch(console, places[vendor], rows)
    const { setBalance } = console.sandbox.control
    setBalance(vendor, vendorCases[vendor].empty)
    await drain(console, batchId)
    expect(await batchOf(console, batchId)).toMatchObject({
      state: 'paused',
      pauseReason: { reason: 'insufficient_balance' },
    })
    expect(await statuses(console, batchId)).toEqual({ queued: 30 })
    setBalance(vendor, vendorCases[vendor].full)
    expect(await drain(console, batchId)).toEqual([])
    await resumeBatch(console.ctx, { batchId })
    await drain(console, batchId)
    expect(await statuses(console, batchId)).toEqual({ submitted: 30 })
    expect(timesTaken(console, vendor, rows)).toEqual(Array(30).fill(1))
    expect(await batchOf(console, batchId)).toMatchObject({ state: 'finished', pauseReason: null })
  })

  // A vendor that only counts does not say who it was: nobody is known to be taken or refused.
  const isCounted = vendorCases[vendor].wrongNumber === 'counted'
  test(`a wrong number ${isCounted ? 'leaves the call unknown' : 'is refused alone'}`, async () => {
    const rows = makeRows(3, sameValues)
    const batchId = await startBatch(console, places[vendor], rows)
    // The check lets no such number through; a vendor may still think so of one.
    await console.ctx.db.execute(sql`update messages set phone = '10000000000'
      where batch_id = ${batchId} and phone = ${phoneOf(rows[1] ?? '')}`)
    await drain(console, batchId)
    const messages = await listMessages(console, batchId)
    const expected = isCounted
      ? ['unknown', 'unknown', 'unknown']
      : ['submitted', 'rejected', 'submitted']
    expect(messages.map((one) => one.status)).toEqual(expected)
    expect(messages[1]?.failure).toBe(isCounted ? 'outcome_unknown' : 'rejected')
  })

  // Where a phone must rest between two texts, its second waits: tested with the limits per phone.
  const rests = getProvider(vendor).limits.perPhoneIntervalSeconds !== undefined
  test.skipIf(rests)('no phone stands twice in a call: two texts to one go in two', async () => {
    const [one, two] = [newPhone(), newPhone()]
    const rows = [`${one},甲,1`, `${two},乙,2`, `${one},丙,3`, `${one},丁,4`]
    const batchId = await startBatch(console, places[vendor], rows)
    const claims = await drain(console, batchId)
    for (const { messages } of claims)
      expect(new Set(messages.map((message) => message.phone)).size).toBe(messages.length)
    expect(timesTaken(console, vendor, [one, two])).toEqual([3, 1])
    expect(await statuses(console, batchId)).toEqual({ submitted: 4 })
  })

  test('concurrent claims of one batch never overlap', async () => {
    const batchId = await startBatch(
      console,
      places[vendor],
      makeRows(60, (n) => [`${n % 3}`, '1']),
    )
    const claims = await Promise.all(Array.from({ length: 8 }, () => claim(console, batchId, 2)))
    const ids = claims.flat().flatMap((one) => one.messages.map((message) => message.id))
    expect(ids.length).toBe(60)
    expect(new Set(ids).size).toBe(60)
    await call(console, claims.flat())
    expect(await statuses(console, batchId)).toEqual({ submitted: 60 })
  })

  test('two workers at once: everybody once, and the end is the same', async () => {
    const place = await openPlace(console, vendor, { recipientsPerCall: 7, callsPerSecond: 500 })
    const rows = makeRows(100, (n) => [`${n % 5}`, '1'])
    const batchId = await startBatch(console, place, rows)
    const stops = [console.startWorker(), console.startWorker()]
    await expect
      .poll(async () => (await batchOf(console, batchId)).state, { timeout: 30_000 })
      .toBe('finished')
    await Promise.all(stops.map((stop) => stop()))
    expect(timesTaken(console, vendor, rows)).toEqual(Array(100).fill(1))
  })
})

test('upyun groups equal values into one call and others apart', async () => {
  const rows = makeRows(10, (n) => [n % 2 === 0 ? '甲' : '乙', '1'])
  const batchId = await startBatch(console, places.upyun, rows)
  const claims = await claim(console, batchId)
  expect(claims.map((one) => one.messages.length)).toEqual([5, 5])
  for (const { messages } of claims)
    expect(new Set(messages.map((one) => one.values.join())).size).toBe(1)
  await call(console, claims)
  const texts = rows.map(
    (row) => console.sandbox.control.accepted('upyun', { phone: phoneOf(row) }).entries[0]?.text,
  )
  const nameIn = (n: number) => (n % 2 === 0 ? '甲' : '乙')
  expect(texts).toEqual(rows.map((_, n) => `【云通信】${nameIn(n)}您好，本次收入1元。`))
})

test('rate limited: queued again under a new reference, later, and delivered', async () => {
  const rows = makeRows(3)
  const batchId = await startBatch(console, places.infocloud, rows)
  refuse('infocloud', '6000', 1)
  const [first] = await claim(console, batchId)
  if (!first) throw new Error('nothing claimed')
  await call(console, [first])
  expect(await statuses(console, batchId)).toEqual({ queued: 3 })
  const { attempts, retryAt } = await batchOf(console, batchId)
  expect(attempts).toBe(1)
  expect(retryAt?.getTime()).toBeGreaterThan(Date.now() - 1_000)
  expect(await claim(console, batchId)).toEqual([])
  await skipBackoff(console, batchId)
  const [second] = await drain(console, batchId)
  expect(second?.reference).not.toBe(first.reference)
  expect(timesTaken(console, 'infocloud', rows)).toEqual([1, 1, 1])
})

test('calls that are refused side by side are one attempt', async () => {
  const place = await openPlace(console, 'infocloud', { recipientsPerCall: 1 })
  const batchId = await startBatch(console, place, makeRows(12))
  refuse('infocloud', '6000', 12)
  const claims = await claim(console, batchId, 12)
  expect(claims.length).toBe(12)
  await call(console, claims)
  expect(await batchOf(console, batchId)).toMatchObject({ state: 'sending', attempts: 1 })
  await skipBackoff(console, batchId)
  await drain(console, batchId)
  expect(await statuses(console, batchId)).toEqual({ submitted: 12 })
})

test('at the retry limit the batch pauses and rejects nothing', async () => {
  const batchId = await startBatch(console, places.infocloud, makeRows(3))
  refuse('infocloud', '60009')
  for (let n = 0; n < attemptLimit; n++) {
    expect((await batchOf(console, batchId)).state).toBe('sending')
    await skipBackoff(console, batchId)
    await drain(console, batchId)
  }
  expect(await batchOf(console, batchId)).toMatchObject({
    state: 'paused',
    pauseReason: { reason: 'retries', code: '60009' },
  })
  expect(await statuses(console, batchId)).toEqual({ queued: 3 })
  console.sandbox.control.clearFaults()
  await resumeBatch(console.ctx, { batchId })
  await drain(console, batchId)
  expect(await statuses(console, batchId)).toEqual({ submitted: 3 })
})

test('a vendor that refuses whole calls, one after the other, does not burn the rest', async () => {
  const place = await openPlace(console, 'infocloud', { recipientsPerCall: 2 })
  const batchId = await startBatch(console, place, makeRows(100))
  refuse('infocloud', '60007')
  for (let n = 0; n < 50; n++) await call(console, await claim(console, batchId, 1))
  const { rejected = 0, queued = 0 } = await statuses(console, batchId)
  expect(await batchOf(console, batchId)).toMatchObject({
    state: 'paused',
    pauseReason: { reason: 'rejected', code: '60007' },
  })
  // Each call was tried again in parts, down to single recipients, before anybody was refused.
  expect({ rejected, queued }).toEqual({ rejected: attemptLimit, queued: 100 - attemptLimit })
})

test('a call refused for one of its recipients is split until only that one is refused', async () => {
  const place = await openPlace(console, 'infocloud', { recipientsPerCall: 20 })
  const tooLong = new Set([7, 33])
  const rows = makeRows(50, (n) => [tooLong.has(n) ? '长'.repeat(45) : `张${n}`, `${n}.50`])
  const batchId = await startBatch(console, place, rows)
  const claims = await drain(console, batchId)
  expect(await statuses(console, batchId)).toEqual({ submitted: 48, rejected: 2 })
  const taken = timesTaken(console, 'infocloud', rows)
  expect(taken).toEqual(rows.map((_, n) => (tooLong.has(n) ? 0 : 1)))
  const messages = await listMessages(console, batchId)
  expect(messages.filter((one) => one.status === 'rejected').map((one) => one.code)).toEqual([
    '60004',
    '60004',
  ])
  // Few calls more than without: a handful a culprit, not one a recipient.
  expect(claims.length).toBeLessThan(30)
})

test('a wrong key pauses', async () => {
  const batchId = await startBatch(console, places.infocloud, makeRows(3))
  refuse('infocloud', '2001', 1)
  await drain(console, batchId)
  expect(await batchOf(console, batchId)).toMatchObject({
    state: 'paused',
    pauseReason: { reason: 'unauthorized', code: '2001' },
  })
  expect(await statuses(console, batchId)).toEqual({ queued: 3 })
})

test('a template that went back to review holds its batch', async () => {
  const place = await openPlace(console, 'upyun')
  const batchId = await startBatch(console, place, makeRows(5))
  console.sandbox.control.setRates({ reviewDelayMs: 3_600_000 })
  await updateTemplate(console.ctx, { id: place.templateId, title: '新收入' })
  console.sandbox.control.setRates({ reviewDelayMs: 0 })
  await drain(console, batchId)
  expect(await batchOf(console, batchId)).toMatchObject({
    state: 'paused',
    pauseReason: { reason: 'template_unavailable', code: 'TEMPLATE_AUDITING' },
  })
  expect(await statuses(console, batchId)).toEqual({ queued: 5 })
})

describe('whom we may not write to', () => {
  const optOut = (phone: string) =>
    console.ctx.db.insert(optOuts).values({ phone, source: 'manual' })

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
})

describe('limits of a channel', () => {
  test('ten a day to a phone hold the eleventh, and nobody behind it', async () => {
    const phone = newPhone()
    const rows = Array.from({ length: 13 }, (_, n) => `${phone},${n},1`)
    const others = makeRows(4)
    const batchId = await startBatch(console, places.upyun, [...rows, ...others])
    // All in one claim, then what is left.
    await call(console, await claim(console, batchId, 20))
    await drain(console, batchId)
    expect(await statuses(console, batchId)).toEqual({ submitted: 14, queued: 3 })
    expect(timesTaken(console, 'upyun', [phone])).toEqual([10])
    expect(timesTaken(console, 'upyun', others)).toEqual([1, 1, 1, 1])
    const { state, retryAt } = await batchOf(console, batchId)
    expect(state).toBe('sending')
    expect(retryAt?.getTime()).toBeGreaterThan(Date.now())
    const more = await startBatch(console, places.upyun, [`${phone},再来,1`])
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
    await console.ctx.db.execute(sql`update submissions
      set created_at = created_at - interval '61 seconds' where batch_id = ${batchId}`)
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
})

test('values of their own reach their own people, a thousand in a call', async () => {
  const rows = makeRows(1_100, ownValues)
  const batchId = await startBatch(console, places.infocloud, rows)
  const claims = await drain(console, batchId)
  expect(claims.map((one) => one.messages.length)).toEqual([1_000, 100])
  const last = console.sandbox.control.accepted('infocloud', { phone: phoneOf(rows[1_099] ?? '') })
  expect(last.entries.map((one) => one.text)).toEqual(['【云通信】张1099您好，本次收入1099.50元。'])
})
