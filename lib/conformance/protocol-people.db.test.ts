import { sql } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { blocklist, optOuts } from '#db/schema/opt-outs.ts'
import { approveBatch } from '#lib/batches/approve.ts'
import { readCheck } from '#lib/batches/check-view.ts'
import { confirmBatch } from '#lib/batches/confirm.ts'
import { expectedOf } from '#lib/batches/cost.ts'
import { readProgress } from '#lib/batches/progress.ts'
import { resumeBatch } from '#lib/batches/resume.ts'
import { updateChannel } from '#lib/channels/update.ts'
import { writeChinaTime } from '#lib/providers/china-time.ts'
import { changeSettings } from '#lib/settings/change-settings.ts'
import { addUser } from '#lib/users/add.ts'
import { makeDraftOf, openConsole, type TestConsole } from './console.fixture.ts'
import {
  batchOf,
  claim,
  drain,
  expectExactCounts,
  listMessages,
  makeRows,
  marketing,
  openPlace,
  otp,
  phoneOf,
  startBatch,
  statuses,
  timesTaken,
} from './protocol.fixture.ts'
import { newPhone } from './vendor-cases.ts'

let console: TestConsole
type Place = { channelId: string; templateId: string }
let notices: Place
let offers: Place
let codes: Place
beforeAll(async () => {
  console = await openConsole({ answerTimeoutMs: 2_000, reviewDelayMs: 0 })
  notices = await openPlace(console, 'infocloud')
  offers = await openPlace(console, 'infocloud', { template: marketing })
  codes = await openPlace(console, 'infocloud', { template: otp })
})
afterEach(async () => {
  await changeSettings(console.ctx, {
    optOutScope: 'marketing',
    marketingPerDay: null,
    notificationPerDay: null,
    approvalThreshold: null,
  })
  await expectExactCounts(console)
})
afterAll(() => console.close())

const one = (phone: string, ...values: string[]) => [[phone, ...values].join(',')]
const send = async (place: Place, rows: string[], header: string) => {
  const batchId = await startBatch(console, place, rows, { header })
  await drain(console, batchId)
  const messages = await listMessages(console, batchId)
  return messages.map((message) => message.status)
}
const sendNotice = (phone: string) => send(notices, one(phone, '张三', '1'), '手机号,姓名,金额')
const sendOffer = (phone: string) => send(offers, one(phone, '张三'), '手机号,姓名')
const sendCode = (phone: string) => send(codes, one(phone, '123456'), '手机号,验证码')

test('an opt-out stops marketing, notifications only where the setting says so, codes never', async () => {
  const phone = newPhone()
  await console.ctx.db.insert(optOuts).values({ phone, source: 'manual' })
  expect([await sendOffer(phone), await sendNotice(phone), await sendCode(phone)]).toEqual([
    ['blocked'],
    ['submitted'],
    ['submitted'],
  ])
  await changeSettings(console.ctx, { optOutScope: 'marketing_and_notification' })
  expect([await sendNotice(phone), await sendCode(phone)]).toEqual([['blocked'], ['submitted']])
})

test('a cap counts a phone over all channels, by category and day', async () => {
  await changeSettings(console.ctx, { marketingPerDay: 2 })
  const elsewhere = await openPlace(console, 'infocloud', { template: marketing })
  const phone = newPhone()
  expect(await sendOffer(phone)).toEqual(['submitted'])
  expect(await send(elsewhere, one(phone, '李四'), '手机号,姓名')).toEqual(['submitted'])
  expect(await sendOffer(phone)).toEqual(['blocked'])
  expect(await sendNotice(phone)).toEqual(['submitted'])
  expect(timesTaken(console, 'infocloud', [phone])).toEqual([3])
})

test('one file that names a phone often is capped within one claim', async () => {
  await changeSettings(console.ctx, { notificationPerDay: 2 })
  const phone = newPhone()
  const rows = ['甲', '乙', '丙', '丁'].map((name) => `${phone},${name},1`)
  const ended = await send(notices, rows, '手机号,姓名,金额')
  expect(ended.toSorted()).toEqual(['blocked', 'blocked', 'submitted', 'submitted'])
})

test('two channels at once do not both see a phone as free', async () => {
  await changeSettings(console.ctx, { marketingPerDay: 1 })
  const elsewhere = await openPlace(console, 'infocloud', { template: marketing })
  const phones = Array.from({ length: 40 }, newPhone)
  const rows = phones.map((phone) => `${phone},张三`)
  const ids = await Promise.all(
    [offers, elsewhere].map((place) => startBatch(console, place, rows, { header: '手机号,姓名' })),
  )
  await Promise.all(ids.map((id) => drain(console, id)))
  expect(timesTaken(console, 'infocloud', phones)).toEqual(phones.map(() => 1))
})

const clock = (minutesAhead: number) =>
  writeChinaTime(new Date(Date.now() + minutesAhead * 60_000)).slice(11, 16)

test('quiet hours hold marketing, and nothing else, until they end', async () => {
  const quietHours = { from: clock(-60), to: clock(60) }
  for (const { channelId } of [offers, notices]) {
    await updateChannel(console.ctx, { id: channelId, quietHours })
  }
  const phone = newPhone()
  const batchId = await startBatch(console, offers, one(phone, '张三'), { header: '手机号,姓名' })
  expect(await claim(console, batchId)).toEqual([])
  expect(await statuses(console, batchId)).toEqual({ queued: 1 })
  const { quietUntil, retryAt } = await readProgress(console.ctx, { id: batchId })
  expect(writeChinaTime(new Date(quietUntil ?? 0)).slice(11, 16)).toBe(quietHours.to)
  expect(retryAt).toBe(quietUntil)
  expect(await sendNotice(phone)).toEqual(['submitted'])

  // Whoever changes the hours lets go what waited for them.
  for (const { channelId } of [offers, notices]) {
    await updateChannel(console.ctx, { id: channelId, quietHours: null })
  }
  await drain(console, batchId)
  expect(await statuses(console, batchId)).toEqual({ submitted: 1 })
})

test('marketing must say the channel’s opt-out words', async () => {
  await updateChannel(console.ctx, { id: offers.channelId, optOutWords: '拒收请回复R' })
  const file = ['手机号,姓名', `${newPhone()},张三`].join('\n')
  await expect(makeDraftOf(console.ctx, { ...offers, file })).rejects.toThrow('opt_out_words')
  await updateChannel(console.ctx, { id: offers.channelId, optOutWords: '退订回T' })
  const batchId = await makeDraftOf(console.ctx, { ...offers, file })
  await updateChannel(console.ctx, { id: offers.channelId, optOutWords: '拒收请回复R' })
  const confirm = () => confirmBatch(console.ctx, { batchId, scheduledAt: null })
  await expect(confirm()).rejects.toThrow('opt_out_words')
  await updateChannel(console.ctx, { id: offers.channelId, optOutWords: null })
  await confirm()
  await drain(console, batchId)
})

test('mostly the same people with the same template are pointed out, others are not', async () => {
  const rows = makeRows(30)
  await startBatch(console, notices, rows)
  const draft = async (file: string[]) => {
    const header = '手机号,姓名,金额'
    const id = await makeDraftOf(console.ctx, { ...notices, file: [header, ...file].join('\n') })
    return (await readCheck(console.ctx, { id, locale: 'en' })).summary?.repeats
  }
  const again = rows.slice(0, 20).map((row) => `${phoneOf(row)},别人,2`)
  expect(await draft([...again, ...makeRows(5)])).toMatchObject([{ share: 0.8 }])
  expect(await draft([...again.slice(0, 5), ...makeRows(30)])).toEqual([])
})

test('what was approved is what goes out: a changed row stops it, at approval and at resume', async () => {
  const { ctx } = console
  await changeSettings(ctx, { approvalThreshold: 2 })
  const person = { name: '审批', role: 'approver' as const, password: 'correct horse battery' }
  const { id } = await addUser(ctx, { ...person, email: `approver-${newPhone()}@example.com` })
  const approver = { ...ctx, actor: { ...ctx.actor, id, role: 'approver' as const } }
  const change = (batchId: string, name: string) =>
    ctx.db.execute(sql`update messages set values[1] = ${name} where batch_id = ${batchId}
      and id = (select first_id from batches where id = ${batchId})`)
  const batchId = await startBatch(console, notices, makeRows(3))
  expect(await batchOf(console, batchId)).toMatchObject({ state: 'awaiting_approval' })
  await change(batchId, '别人')
  await expect(approveBatch(approver, { batchId })).rejects.toThrow('content_changed')
  await change(batchId, '张0')
  expect(await approveBatch(approver, { batchId })).toEqual({ state: 'sending' })
  await ctx.db.execute(sql`update batches set state = 'paused' where id = ${batchId}`)
  await change(batchId, '别人')
  await expect(resumeBatch(ctx, { batchId })).rejects.toThrow('content_changed')
  await change(batchId, '张0')
  await resumeBatch(ctx, { batchId })
  await drain(console, batchId)
})

test('the check says what the limits per phone will hold back, and the batch that they do', async () => {
  const place = await openPlace(console, 'infocloud', {
    limits: { perPhoneDaily: { notification: 2 }, perPhoneIntervalSeconds: 600 },
  })
  const phone = newPhone()
  const rows = ['甲', '乙', '丙'].map((name) => `${phone},${name},1`)
  const batchId = await startBatch(console, place, [...rows, ...makeRows(2)])
  const { summary } = await readCheck(console.ctx, { id: batchId, locale: 'en' })
  expect(summary?.warnings).toEqual([
    'Rows with one more text to a phone: 2. This channel waits 600 s between two to one phone.',
    'Rows beyond the 2 texts a day to one phone that this channel allows: 1. They wait for the next days.',
  ])
  await drain(console, batchId)
  expect(await statuses(console, batchId)).toEqual({ submitted: 3, queued: 2 })
  expect(await readProgress(console.ctx, { id: batchId })).toMatchObject({ isHeldByLimits: true })
})

test('what is expected to go and to cost leaves out whom we may not write to', async () => {
  const [one, two] = [newPhone(), newPhone()]
  await console.ctx.db.insert(blocklist).values({ phone: one, reason: '投诉' })
  const file = ['手机号,姓名,金额', `${one},张三,1`, `${two},李四,2`].join('\n')
  const id = await makeDraftOf(console.ctx, { ...notices, file })
  const { summary } = await readCheck(console.ctx, { id, locale: 'en' })
  expect(summary).toMatchObject({ valid: 2, segments: 2, blocklisted: 1, stoppedSegments: 1 })
  expect(summary && expectedOf(summary)).toEqual({ messages: 1, segments: 1 })
})
