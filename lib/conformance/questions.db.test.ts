import { sql } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { checkBatchWords } from '#lib/batches/check-words.ts'
import { checkWords } from '#lib/channels/check-words.ts'
import { diagnoseChannel } from '#lib/channels/diagnose.ts'
import { explainStep } from '#lib/channels/diagnosis/explain-step.ts'
import { askRecords } from '#lib/messages/ask-records.ts'
import { findMessage } from '#lib/messages/get-message.ts'
import { chinaDay } from '#lib/providers/china-time.ts'
import { getProvider, vendors } from '#lib/providers/registry.ts'
import { askStatistics } from '#lib/statistics/ask.ts'
import { readStatistics } from '#lib/statistics/read.ts'
import { makeDraftOf, openConsole, type TestConsole } from './console.fixture.ts'
import {
  bringReports,
  call,
  claim,
  drain,
  listMessages,
  makeRows,
  openPlace,
  otp,
  startBatch,
} from './protocol.fixture.ts'
import { newPhone } from './vendor-cases.ts'

let console: TestConsole
beforeAll(async () => {
  console = await openConsole({
    answerTimeoutMs: 1_000,
    decideByPhone: true,
    reviewDelayMs: 0,
    settings: { infocloud: { queriesPerMinute: 0 }, smsadmin: { sensitiveWords: ['发票'] } },
  })
})
afterEach(() => console.sandbox.control.clearFaults())
afterAll(() => console.close())

/** The vendors' pace is a test of its own; here everybody may ask at once. */
const freeQueries = () => console.ctx.db.execute(sql`delete from rate_buckets`)
const resolve = async () => ['8.8.8.8']
const viewer = () => ({ ...console.ctx, actor: { ...console.ctx.actor, role: 'viewer' as const } })

describe.each(vendors)('the diagnosis of %s', (vendor) => {
  test('goes all the way and is audited; sends nothing', async () => {
    const { channelId: id } = await openPlace(console, vendor)
    await freeQueries()
    const before = console.sandbox.control.accepted(vendor).total
    const ctx = { ...console.ctx, callbackOrigin: 'https://sms.example.com' }
    const { steps } = await diagnoseChannel(ctx, { id }, { resolve })
    const states = Object.fromEntries(steps.map(({ name, state }) => [name, state]))
    expect(states).toMatchObject({
      lookup: 'info',
      connect: 'ok',
      secure: 'warn',
      loss: 'ok',
      answer: 'ok',
      clock: 'ok',
      credentials: 'ok',
    })
    expect('vendor' in states).toBe(getProvider(vendor).diagnose !== undefined)
    expect(console.sandbox.control.accepted(vendor).total).toBe(before)
    for (const locale of ['en', 'zh-CN'] as const)
      for (const step of steps) expect(explainStep(vendor, step, locale).text).toMatch(/^[^{}]+$/)
    const { rows } = await ctx.db.execute(sql`select details from audit_entries
      where action = 'channel.diagnose' and target_id = ${id}`)
    expect(rows).toEqual([{ details: { name: expect.any(String), bad: [] } }])
  })

  test('says which door is closed', async () => {
    const { channelId: id } = await openPlace(console, vendor)
    await console.ctx.db.execute(
      sql`update channels set base_url = 'http://10.255.255.1:1' where id = ${id}`,
    )
    const { steps } = await diagnoseChannel(console.ctx, { id }, { resolve })
    expect(steps.find(({ state }) => state === 'bad')).toMatchObject({
      name: 'connect',
      trouble: { code: 'address_not_allowed' },
    })
    const names = steps.map(({ name }) => name)
    expect(names).not.toContain('credentials')
    expect(names).not.toContain('loss')
  })
})

test('a wrong key is the credentials’ fault, in plain words', async () => {
  const { channelId: id } = await openPlace(console, 'infocloud', {
    credentials: { apiKey: 'wrong', accessKey: 'wrong' },
  })
  await freeQueries()
  const { steps, vendor } = await diagnoseChannel(console.ctx, { id }, { resolve })
  const step = steps.find(({ name }) => name === 'credentials')
  expect(step).toMatchObject({ state: 'bad', trouble: { code: '2001' } })
  expect(step && explainStep(vendor, step, 'zh-CN').advice).toMatch(/AccessKey/)
})

test('the vendor’s counts stand beside ours, with the difference', async () => {
  const place = await openPlace(console, 'infocloud')
  const { channelId: id } = place
  await freeQueries()
  const day = chinaDay(new Date())
  await askStatistics(console.ctx, { id, from: day, to: day })
  const [base] = await readStatistics(console.ctx, { id, from: day, to: day })
  const rows = ['13800138000,张三,1', '13800130001,李四,2', '13800130002,王五,3']
  const batchId = await startBatch(console, place, rows)
  await drain(console, batchId)
  await bringReports(console)
  const [asked] = await readStatistics(console.ctx, { id, from: day, to: day })
  expect(asked).toMatchObject({
    ours: { sent: 3, delivered: 1, failed: 1, waiting: 1 },
    unconfirmed: 0,
    vendors: base?.vendors,
  })
  await freeQueries()
  await askStatistics(console.ctx, { id, from: day, to: day })
  const [now] = await readStatistics(console.ctx, { id, from: day, to: day })
  expect(now?.vendors?.sent).toBe((base?.vendors?.sent ?? 0) + 3)
  expect(now?.difference?.sent).toBe((now?.vendors?.sent ?? 0) - 3)
})

test('statistics: refused where there are none, for too many days, and beyond the pace', async () => {
  const other = await openPlace(console, 'upyun')
  const code = (work: Promise<unknown>) =>
    work.then(
      () => 'ok',
      (error) => error.code,
    )
  expect(await code(askStatistics(console.ctx, { id: other.channelId }))).toBe(
    'statistics_unsupported',
  )
  const { channelId: id } = await openPlace(console, 'infocloud')
  const ask = (from: string, to: string) => code(askStatistics(console.ctx, { id, from, to }))
  expect(await ask('2026-01-01', '2026-03-01')).toBe('range_long')
  expect(await ask('2026-03-01', '2026-01-01')).toBe('range_order')
  // A query that was just made leaves the next one 20 s away, and others may have taken that too.
  await console.ctx.db.execute(sql`update rate_buckets set tokens = -5, updated_at = now()
    where key like 'query:%'`)
  const none = await console.ctx.db.execute(
    sql`select 1 from rate_buckets where key like 'query:%'`,
  )
  expect(none.rows.length).toBeGreaterThan(0)
  expect(await ask('2026-11-20', '2026-11-21')).toBe('query_wait')
  await freeQueries()
})

test('sensitive words of a text, and of a draft’s first texts', async () => {
  const place = await openPlace(console, 'smsadmin')
  await freeQueries()
  const { channelId } = place
  expect(
    await checkWords(console.ctx, { channelId, texts: ['代开发票', '代开发票', ' '] }),
  ).toEqual({
    words: ['发票'],
    checked: ['代开发票'],
  })
  const file = ['手机号,姓名,金额', `${newPhone()},开发票的张三,1`, `${newPhone()},李四,2`].join(
    '\n',
  )
  const id = await makeDraftOf(console.ctx, { ...place, file })
  const found = await checkBatchWords(console.ctx, { id })
  expect(found.words).toEqual(['发票'])
  expect(found.checked).toContain('【云通信】李四您好，本次收入2元。')
  const { channelId: other } = await openPlace(console, 'upyun')
  await expect(checkWords(console.ctx, { channelId: other, texts: ['x'] })).rejects.toMatchObject({
    code: 'check_words_unsupported',
  })
})

test('the vendor’s records name the message, one of unknown outcome as well', async () => {
  const place = await openPlace(console, 'upyun')
  await console.ctx.db.execute(
    sql`update templates set review_status = 'approved' where id = ${place.templateId}`,
  )
  await freeQueries()
  const batchId = await startBatch(console, place, makeRows(1))
  const [claimed] = await claim(console, batchId)
  if (!claimed) throw new Error('nothing claimed')
  console.sandbox.control.addFault({ vendor: 'upyun', fault: 'hang', count: 1 })
  await call(console, [claimed])
  const [message] = await listMessages(console, batchId)
  expect(message?.status).toBe('unknown')
  const messageId = Number(message?.id)
  const { day, records } = await askRecords(console.ctx, { messageId })
  expect(day).toBe(chinaDay(new Date()))
  expect(records).toMatchObject([{ text: expect.stringContaining('您好'), same: false }])
  expect((await findMessage(console.ctx, String(messageId), { locale: 'en' }))?.hasRecords).toBe(
    true,
  )
  await expect(askRecords(viewer(), { messageId })).rejects.toMatchObject({ code: 'forbidden' })
})

test('verification codes go by infocloud’s message/send: one text a call', async () => {
  const place = await openPlace(console, 'infocloud', { template: otp })
  const rows = makeRows(3, (n) => [`10000${n}`])
  const batchId = await startBatch(console, place, rows, { header: '手机号,验证码' })
  const claims = await drain(console, batchId)
  expect(claims.map(({ messages }) => messages.length)).toEqual([1, 1, 1])
})

test('a refused call keeps its requestId, and until when support can look it up', async () => {
  const place = await openPlace(console, 'infocloud')
  const batchId = await startBatch(console, place, makeRows(1))
  console.sandbox.control.addFault({ vendor: 'infocloud', fault: 'refuse', code: '-1', count: 1 })
  await drain(console, batchId)
  const [message] = await listMessages(console, batchId)
  const found = await findMessage(console.ctx, String(message?.id), { locale: 'en' })
  const submitted = found?.timeline.find((entry) => entry.kind === 'submitted')
  if (submitted?.kind !== 'submitted') throw new Error('no call')
  expect(submitted.requestId).toMatch(/^[0-9a-f-]{36}$/)
  expect((submitted.lookupUntil?.getTime() ?? 0) - submitted.at.getTime()).toBe(4 * 86_400_000)
  expect(found).toMatchObject({ status: 'unknown', reportCode: '-1' })
  expect(found?.explained.advice).toMatch(/requestId/)
})
