import { sql } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { abortBatch } from '#lib/batches/abort.ts'
import { confirmBatch } from '#lib/batches/confirm.ts'
import { draftRest } from '#lib/batches/draft-rest.ts'
import { draftRetry } from '#lib/batches/draft-retry.ts'
import { importRecipients } from '#lib/batches/import-recipients.ts'
import { settleMessage } from '#lib/messages/settle-message.ts'
import { countParked } from '#lib/reports/park.ts'
import { openConsole, type TestConsole } from './console.fixture.ts'
import {
  call,
  claim,
  drain,
  endLeases,
  expectExactCounts,
  listMessages,
  makeRows,
  openPlace,
  phoneOf,
  referenceOf,
  startBatch,
  statuses,
  timesTaken,
} from './protocol.fixture.ts'
import { openPushes, reportOf } from './pushed.fixture.ts'
import { vendorCases } from './vendor-cases.ts'

/** What is sent again, and a report of the call before that comes while it waits or goes. */
let console: TestConsole
let place: { channelId: string; templateId: string }
let to: Awaited<ReturnType<typeof openPushes>>
beforeAll(async () => {
  console = await openConsole({ reviewDelayMs: 0, reportDelayMs: [3_600_000, 3_600_000] })
  place = await openPlace(console, 'infocloud')
  to = await openPushes(console, place.channelId)
})
afterEach(async () => {
  console.sandbox.control.clearFaults()
  await expectExactCounts(console)
})
afterAll(() => console.close())

/** A batch whose one call was taken, its answer lost and its lease over. */
async function lose(rows: string[]): Promise<{ batchId: string; reference: string }> {
  const batchId = await startBatch(console, place, rows)
  const path = vendorCases.infocloud.sendPath
  console.sandbox.control.addFault({ vendor: 'infocloud', fault: 'html-200', path, count: 1 })
  const [lost] = await drain(console, batchId)
  await endLeases(console, batchId)
  return { batchId, reference: lost?.reference ?? '' }
}

async function settle(batchId: string, as: 'queued' | 'failed'): Promise<void> {
  for (const { id, status } of await listMessages(console, batchId)) {
    if (status !== 'unknown') continue
    const messageId = Number(id)
    const reference = await referenceOf(console, messageId)
    await settleMessage(console.ctx, { messageId, as, reference, reason: 'said so' })
  }
}

const confirmed = async ({ id }: { id: string }): Promise<string> => {
  await importRecipients(console.ctx, { batchId: id })
  await confirmBatch(console.ctx, { batchId: id, scheduledAt: null })
  return id
}

const made = {
  retry: async (batchId: string) => {
    await settle(batchId, 'failed')
    return draftRetry(console.ctx, { batchId }, { importsHere: true })
  },
  rest: async (batchId: string) => {
    await settle(batchId, 'queued')
    await abortBatch(console.ctx, { batchId })
    return draftRest(console.ctx, { batchId }, { importsHere: true })
  },
}

test.each(['retry', 'rest'] as const)(
  'a %s that waits leaves out whom a late report has reached',
  async (kind) => {
    const rows = makeRows(3)
    const { batchId, reference } = await lose(rows)
    const again = await confirmed(await made[kind](batchId))
    const before = timesTaken(console, 'infocloud', rows)
    await to.pushRows(reportOf(reference, phoneOf(rows[1] ?? ''), 'DELIVRD'))
    await to.applyAll()
    await drain(console, again)
    expect(await statuses(console, again)).toEqual({ submitted: 2, blocked: 1 })
    const blocked = (await listMessages(console, again)).find((one) => one.status === 'blocked')
    expect(blocked).toMatchObject({ phone: phoneOf(rows[1] ?? ''), failure: 'ended' })
    const taken = timesTaken(console, 'infocloud', rows)
    expect(taken.map((times, n) => times - (before[n] ?? 0))).toEqual([1, 0, 1])
  },
)

test('a report of the call before that meets the next claim says nothing of the next call', async () => {
  const { db } = console.ctx
  const rows = makeRows(1)
  const { batchId, reference } = await lose(rows)
  await settle(batchId, 'queued')
  await to.pushRows(reportOf(reference, phoneOf(rows[0] ?? ''), 'EXPIRED'))
  const [message] = await listMessages(console, batchId)
  const waiting = (count: number) =>
    expect
      .poll(async () => {
        const { rows } = await db.execute<{ n: number }>(sql`
          select count(*)::int as n from pg_stat_activity
          where datname = current_database() and wait_event_type = 'Lock'`)
        return rows[0]?.n
      })
      .toBe(count)
  const held = await db.transaction(async (tx) => {
    await tx.execute(sql`select 1 from messages where id = ${message?.id} for update`)
    const claimed = claim(console, batchId)
    await waiting(1)
    const applied = to.applyAll()
    await waiting(2)
    return { claimed, applied }
  })
  const claims = await held.claimed
  await held.applied
  expect(await statuses(console, batchId)).toEqual({ submitting: 1 })
  await call(console, claims)
  expect(await statuses(console, batchId)).toEqual({ submitted: 1 })
  expect(await countParked(db, place.channelId)).toBe(1)
  await db.execute(sql`delete from delivery_reports where state = 'parked'`)
})
