import { sql } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { approveBatch } from '#lib/batches/approve.ts'
import { resumeBatch } from '#lib/batches/resume.ts'
import { startDue } from '#lib/batches/start-due.ts'
import type { Context } from '#lib/context.ts'
import { changeSettings } from '#lib/settings/change-settings.ts'
import { addUser } from '#lib/users/add.ts'
import { openConsole, type TestConsole } from './console.fixture.ts'
import {
  batchOf,
  call,
  claim,
  drain,
  expectExactCounts,
  makeRows,
  openPlace,
  startBatch,
  timesTaken,
} from './protocol.fixture.ts'
import { newPhone } from './vendor-cases.ts'

let console: TestConsole
let place: { channelId: string; templateId: string }
let approver: Context
beforeAll(async () => {
  console = await openConsole({ reviewDelayMs: 0 })
  place = await openPlace(console, 'infocloud', { recipientsPerCall: 2 })
  const { ctx } = console
  await changeSettings(ctx, { approvalThreshold: 2 })
  const person = { name: '审批', role: 'approver' as const, password: 'correct horse battery' }
  const { id } = await addUser(ctx, { ...person, email: `approver-${newPhone()}@example.com` })
  approver = { ...ctx, actor: { ...ctx.actor, id, role: 'approver' } }
})
afterEach(async () => {
  vi.restoreAllMocks()
  await expectExactCounts(console)
})
afterAll(() => console.close())

/** A batch of four that a second person let go. */
async function approved(scheduledAt: Date | null = null) {
  const rows = makeRows(4)
  const batchId = await startBatch(console, place, rows, { scheduledAt })
  await approveBatch(approver, { batchId })
  return { rows, batchId }
}

const nameLast = (batchId: string, name: string) =>
  console.ctx.db.execute(sql`update messages set values[1] = ${name} where batch_id = ${batchId}
    and id = (select last_id from batches where id = ${batchId})`)
const isPaused = async (batchId: string) => {
  const { state, pauseReason } = await batchOf(console, batchId)
  expect({ state, pauseReason }).toEqual({
    state: 'paused',
    pauseReason: { reason: 'template_unavailable', code: 'content_changed' },
  })
}

test('a row changed while the channel stood still: nothing of the batch goes out', async () => {
  const setState = (state: string) =>
    console.ctx.db.execute(sql`update channels set state = ${state} where id = ${place.channelId}`)
  const { rows, batchId } = await approved()
  await setState('paused')
  expect(await claim(console, batchId)).toEqual([])
  await nameLast(batchId, '别人')
  await setState('active')
  await drain(console, batchId)
  expect(timesTaken(console, 'infocloud', rows)).toEqual([0, 0, 0, 0])
  await isPaused(batchId)
  await expect(resumeBatch(console.ctx, { batchId })).rejects.toThrow('content_changed')
  await nameLast(batchId, '张3')
  await resumeBatch(console.ctx, { batchId })
  await drain(console, batchId)
  expect(timesTaken(console, 'infocloud', rows)).toEqual([1, 1, 1, 1])
})

test('a row changed in the middle is found after a minute at the latest', async () => {
  const { rows, batchId } = await approved()
  await call(console, await claim(console, batchId, 1))
  await nameLast(batchId, '别人')
  const now = performance.now()
  vi.spyOn(performance, 'now').mockReturnValue(now + 60_001)
  expect(await claim(console, batchId, 1)).toEqual([])
  await isPaused(batchId)
  expect(timesTaken(console, 'infocloud', rows)).toEqual([1, 1, 0, 0])
})

test('the channel and the time are approved as well', async () => {
  const later = new Date(Date.now() + 3_600_000)
  const { batchId } = await approved(later)
  await console.ctx.db.execute(sql`update batches set scheduled_at = now() where id = ${batchId}`)
  expect(await startDue(console.ctx.db)).toBe(1)
  await isPaused(batchId)
  const other = await openPlace(console, 'infocloud')
  const moved = await approved()
  const move = (to: string) =>
    console.ctx.db.execute(sql`update batches set channel_id = ${to} where id = ${moved.batchId}`)
  await move(other.channelId)
  expect(await claim(console, moved.batchId)).toEqual([])
  await isPaused(moved.batchId)
  await move(place.channelId)
  const soon = await approved(new Date(Date.now() + 1_500))
  await expect.poll(() => startDue(console.ctx.db), { timeout: 10_000 }).toBe(1)
  await drain(console, soon.batchId)
  expect(timesTaken(console, 'infocloud', soon.rows)).toEqual([1, 1, 1, 1])
})
