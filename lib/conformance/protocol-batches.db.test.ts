import { sql } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { settings } from '#db/schema/runtime.ts'
import { users } from '#db/schema/users.ts'
import { abortBatch } from '#lib/batches/abort.ts'
import { approveBatch } from '#lib/batches/approve.ts'
import { cancelBatch } from '#lib/batches/cancel.ts'
import { confirmBatch } from '#lib/batches/confirm.ts'
import { pauseBatch } from '#lib/batches/pause.ts'
import { resumeBatch } from '#lib/batches/resume.ts'
import { startDue } from '#lib/batches/start-due.ts'
import { UserError } from '#lib/errors.ts'
import { settleMessage } from '#lib/messages/settle-message.ts'
import { openConsole, type TestConsole } from './console.fixture.ts'
import {
  batchOf,
  call,
  claim,
  drain,
  expectExactCounts,
  listMessages,
  makeRows,
  openPlace,
  referenceOf,
  skipBackoff,
  startBatch,
  statuses,
  timesTaken,
} from './protocol.fixture.ts'

let console: TestConsole
let place: { channelId: string; templateId: string }
beforeAll(async () => {
  console = await openConsole({ answerTimeoutMs: 5_000, reviewDelayMs: 0 })
  place = await openPlace(console, 'infocloud', { recipientsPerCall: 4 })
})
afterEach(async () => {
  console.sandbox.control.clearFaults()
  await expectExactCounts(console)
})
afterAll(() => console.close())

const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'no error',
    (error: unknown) => (error instanceof UserError ? error.code : String(error)),
  )

/** One call's worth that is under way until `answered`, some time later. */
async function callSlowly(batchId: string) {
  console.sandbox.control.addFault({ vendor: 'infocloud', fault: 'slow', ms: 1_000, count: 1 })
  const claims = await claim(console, batchId, 1)
  expect(claims.length).toBe(1)
  return { answered: call(console, claims) }
}

/** One call's worth that is under way, and that the vendor will not take. */
async function callInVain(batchId: string) {
  console.sandbox.control.addFault({
    vendor: 'infocloud',
    fault: 'refuse',
    code: '6000',
    count: 1,
  })
  return { claims: await claim(console, batchId, 1) }
}

test('paused in the middle: what is under way is recorded, the rest waits for the resume', async () => {
  const rows = makeRows(12)
  const batchId = await startBatch(console, place, rows)
  const { answered } = await callSlowly(batchId)
  await pauseBatch(console.ctx, { batchId })
  await pauseBatch(console.ctx, { batchId })
  expect(await claim(console, batchId)).toEqual([])
  expect(await statuses(console, batchId)).toEqual({ submitting: 4, queued: 8 })
  await answered
  expect(await statuses(console, batchId)).toEqual({ submitted: 4, queued: 8 })
  expect(await batchOf(console, batchId)).toMatchObject({ pauseReason: { reason: 'person' } })
  await resumeBatch(console.ctx, { batchId })
  await drain(console, batchId)
  expect(await statuses(console, batchId)).toEqual({ submitted: 12 })
  expect(timesTaken(console, 'infocloud', rows)).toEqual(Array(12).fill(1))
})

test('paused while a call is refused: a person paused it, and so it says', async () => {
  const batchId = await startBatch(console, place, makeRows(4))
  const { claims } = await callInVain(batchId)
  await pauseBatch(console.ctx, { batchId })
  await call(console, claims)
  expect(await batchOf(console, batchId)).toMatchObject({
    state: 'paused',
    pauseReason: { reason: 'person' },
  })
  await resumeBatch(console.ctx, { batchId })
  await drain(console, batchId)
  expect(await statuses(console, batchId)).toEqual({ submitted: 4 })
})

test('aborted in the middle: what went is recorded, what comes back is canceled', async () => {
  const rows = makeRows(16)
  const batchId = await startBatch(console, place, rows)
  const { claims } = await callInVain(batchId)
  const good = await claim(console, batchId, 1)
  expect(await abortBatch(console.ctx, { batchId })).toEqual({ canceled: 8 })
  expect(await statuses(console, batchId)).toEqual({ submitting: 8, canceled: 8 })
  await call(console, claims)
  expect(await statuses(console, batchId)).toEqual({ submitting: 4, canceled: 12 })
  await call(console, good)
  expect(await statuses(console, batchId)).toEqual({ submitted: 4, canceled: 12 })
  await skipBackoff(console, batchId)
  expect(await drain(console, batchId)).toEqual([])
  expect((await batchOf(console, batchId)).state).toBe('aborted')
  expect(await codeOf(resumeBatch(console.ctx, { batchId }))).toBe('batch_state')
  expect(await codeOf(abortBatch(console.ctx, { batchId }))).toBe('batch_state')
  expect(timesTaken(console, 'infocloud', rows).reduce((sum, n) => sum + n, 0)).toBe(4)
})

test('a pause, an abort and claims at once leave nothing in between', async () => {
  for (let round = 0; round < 5; round++) {
    const rows = makeRows(20)
    const batchId = await startBatch(console, place, rows)
    const [, , ...claims] = await Promise.all([
      pauseBatch(console.ctx, { batchId }).catch(() => undefined),
      abortBatch(console.ctx, { batchId }),
      claim(console, batchId, 1),
      claim(console, batchId, 1),
      claim(console, batchId, 1),
    ])
    await call(console, claims.flat())
    const { submitted = 0, canceled = 0 } = await statuses(console, batchId)
    expect(submitted + canceled).toBe(20)
    expect(submitted).toBe(claims.flat().length * 4)
    expect(timesTaken(console, 'infocloud', rows).reduce((sum, n) => sum + n, 0)).toBe(submitted)
  }
})

test('a batch finishes only when no call of it is under way', async () => {
  const batchId = await startBatch(console, place, makeRows(4))
  const { answered } = await callSlowly(batchId)
  expect(await claim(console, batchId)).toEqual([])
  expect((await batchOf(console, batchId)).state).toBe('sending')
  await answered
  await drain(console, batchId)
  const { state, finishedAt, nextId, lastId } = await batchOf(console, batchId)
  expect({ state, ended: finishedAt !== null }).toEqual({ state: 'finished', ended: true })
  expect(nextId).toBe((lastId ?? 0) + 1)
})

test('scheduled: nothing before its time, all after it, and once', async () => {
  const rows = makeRows(4)
  const scheduledAt = new Date(Date.now() + 3_600_000)
  const batchId = await startBatch(console, place, rows, { scheduledAt })
  expect((await batchOf(console, batchId)).state).toBe('scheduled')
  expect(await startDue(console.ctx.db)).toBe(0)
  expect(await claim(console, batchId)).toEqual([])
  await console.ctx.db.execute(sql`update batches set scheduled_at = now() where id = ${batchId}`)
  const started = await Promise.all([startDue(console.ctx.db), startDue(console.ctx.db)])
  expect(started.sort()).toEqual([0, 1])
  expect(await codeOf(cancelBatch(console.ctx, { batchId }))).toBe('batch_state')
  await drain(console, batchId)
  expect(timesTaken(console, 'infocloud', rows)).toEqual([1, 1, 1, 1])
})

test('scheduled and canceled: nothing ever goes', async () => {
  const rows = makeRows(4)
  const scheduledAt = new Date(Date.now() + 3_600_000)
  const batchId = await startBatch(console, place, rows, { scheduledAt })
  expect(await cancelBatch(console.ctx, { batchId })).toEqual({ canceled: 4 })
  await console.ctx.db.execute(sql`update batches set scheduled_at = now() where id = ${batchId}`)
  expect(await startDue(console.ctx.db)).toBe(0)
  await drain(console, batchId)
  expect(await statuses(console, batchId)).toEqual({ canceled: 4 })
  expect(timesTaken(console, 'infocloud', rows)).toEqual([0, 0, 0, 0])
  expect(await codeOf(cancelBatch(console.ctx, { batchId }))).toBe('batch_state')
})

test('started or canceled, never both, when both come at once', async () => {
  for (let round = 0; round < 8; round++) {
    const scheduledAt = new Date(Date.now() + 3_600_000)
    const batchId = await startBatch(console, place, makeRows(2), { scheduledAt })
    await console.ctx.db.execute(sql`update batches set scheduled_at = now() where id = ${batchId}`)
    const [started, canceled] = await Promise.all([
      startDue(console.ctx.db),
      codeOf(cancelBatch(console.ctx, { batchId })),
    ])
    expect([started, canceled]).toEqual(started === 1 ? [1, 'batch_state'] : [0, 'no error'])
    await drain(console, batchId)
    const found = await statuses(console, batchId)
    expect(found).toEqual(started === 1 ? { submitted: 2 } : { canceled: 2 })
  }
})

test('confirming twice, or twice at once, counts and sends once', async () => {
  const rows = makeRows(4)
  const scheduledAt = new Date(Date.now() + 3_600_000)
  const batchId = await startBatch(console, place, rows, { scheduledAt })
  const again = await Promise.all(
    [1, 2].map(() => confirmBatch(console.ctx, { batchId, scheduledAt: null })),
  )
  expect(again.map((one) => one.state)).toEqual(['scheduled', 'scheduled'])
  expect(await claim(console, batchId)).toEqual([])
  await cancelBatch(console.ctx, { batchId })
})

test('above the threshold a second person decides', async () => {
  const { ctx } = console
  await ctx.db.insert(settings).values({ key: 'approvalThreshold', value: 3 })
  const named = { passwordHash: '-', role: 'approver' as const }
  const [one, two] = await ctx.db
    .insert(users)
    .values([
      { ...named, email: 'one@example.com', name: 'One' },
      { ...named, email: 'two@example.com', name: 'Two' },
    ])
    .returning()
  const as = (user: typeof one) => ({
    ...ctx,
    actor: { ...ctx.actor, id: user?.id ?? '', name: 'approver' },
  })
  const rows = makeRows(4)
  const batchId = await startBatch({ ...console, ctx: as(one) }, place, rows)
  const small = await startBatch(console, place, makeRows(2))
  await ctx.db.delete(settings)
  expect(await batchOf(console, small)).toMatchObject({ state: 'sending' })
  expect(await batchOf(console, batchId)).toMatchObject({
    state: 'awaiting_approval',
    approval: 'waiting',
  })
  expect(await drain(console, batchId)).toEqual([])
  expect(await codeOf(approveBatch(as(one), { batchId }))).toBe('own_approval')
  expect(await codeOf(approveBatch(ctx, { batchId }))).toBe('own_approval')
  expect(await approveBatch(as(two), { batchId })).toEqual({ state: 'sending' })
  expect(await codeOf(approveBatch(as(two), { batchId }))).toBe('batch_state')
  await drain(console, batchId)
  await drain(console, small)
  expect(timesTaken(console, 'infocloud', rows)).toEqual([1, 1, 1, 1])
})

test('a paused channel sends nothing until it is active again', async () => {
  const rows = makeRows(2)
  const batchId = await startBatch(console, place, rows)
  const setState = (state: string) =>
    console.ctx.db.execute(sql`update channels set state = ${state} where id = ${place.channelId}`)
  await setState('paused')
  expect(await drain(console, batchId)).toEqual([])
  await setState('active')
  await drain(console, batchId)
  expect(timesTaken(console, 'infocloud', rows)).toEqual([1, 1])
})

test('a person sends an unknown message again, once its lease has ended, and only then it goes', async () => {
  const rows = makeRows(2)
  const batchId = await startBatch(console, place, rows)
  console.sandbox.control.addFault({ vendor: 'infocloud', fault: 'reset-before', count: 1 })
  const [first] = await drain(console, batchId)
  expect(await statuses(console, batchId)).toEqual({ unknown: 2 })
  const [message] = await listMessages(console, batchId)
  const messageId = Number(message?.id)
  const reference = await referenceOf(console, messageId)
  const again = { messageId, as: 'queued', reference, reason: 'not in its list' } as const
  expect(await codeOf(settleMessage(console.ctx, again))).toBe('call_under_way')
  await console.ctx.db.execute(sql`update submissions set lease_until = now() - interval '1 second'
    where batch_id = ${batchId}`)
  await settleMessage(console.ctx, again)
  expect((await batchOf(console, batchId)).state).toBe('sending')
  const [second] = await drain(console, batchId)
  expect(second?.messages.map((one) => one.id)).toEqual([Number(message?.id)])
  expect(second?.reference).not.toBe(first?.reference)
  expect(await statuses(console, batchId)).toEqual({ unknown: 1, submitted: 1 })
  expect(timesTaken(console, 'infocloud', rows)).toEqual([1, 0])
  expect((await batchOf(console, batchId)).state).toBe('finished')
})

test('a template changed since the check holds its batches: not started, not resumed, nothing sent', async () => {
  const rows = makeRows(4)
  const scheduledAt = new Date(Date.now() + 3_600_000)
  const changed = await openPlace(console, 'infocloud', { recipientsPerCall: 4 })
  const later = await startBatch(console, changed, rows, { scheduledAt })
  const now = await startBatch(console, changed, makeRows(2))
  const [sending, ended] = [
    await startBatch(console, changed, makeRows(2)),
    await startBatch(console, changed, makeRows(2)),
  ]
  console.sandbox.control.addFault({ vendor: 'infocloud', fault: 'reset-before', count: 1 })
  await drain(console, ended)
  await pauseBatch(console.ctx, { batchId: now })
  await console.ctx.db.execute(
    sql`update templates set text = text || '。' where id = ${changed.templateId}`,
  )
  await console.ctx.db.execute(sql`update batches set scheduled_at = now() where id = ${later}`)
  await startDue(console.ctx.db)
  expect(await batchOf(console, later)).toMatchObject({
    state: 'paused',
    pauseReason: { reason: 'template_unavailable', code: 'template_changed' },
  })
  expect(await codeOf(resumeBatch(console.ctx, { batchId: now }))).toBe('template_changed')
  const [message] = await listMessages(console, ended)
  await console.ctx.db.execute(sql`
    update submissions set lease_until = now() - interval '1 second' where batch_id = ${ended}`)
  const messageId = Number(message?.id)
  const reference = await referenceOf(console, messageId)
  const again = { messageId, as: 'queued', reference, reason: 'not in its list' } as const
  await settleMessage(console.ctx, again)
  for (const batchId of [later, sending, ended]) {
    expect(await claim(console, batchId)).toEqual([])
    expect(await batchOf(console, batchId)).toMatchObject({
      state: 'paused',
      pauseReason: { code: 'template_changed' },
    })
  }
  expect(timesTaken(console, 'infocloud', rows)).toEqual([0, 0, 0, 0])
  expect(await abortBatch(console.ctx, { batchId: later })).toEqual({ canceled: 4 })
  await abortBatch(console.ctx, { batchId: now })
})
