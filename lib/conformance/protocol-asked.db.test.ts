import { sql } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { settleUnknown } from '#lib/dispatch/settle-unknown.ts'
import { openConsole, type TestConsole } from './console.fixture.ts'
import {
  drain,
  expectExactCounts,
  makeRows,
  openPlace,
  sameValues,
  startBatch,
  statuses,
  timesTaken,
} from './protocol.fixture.ts'
import { vendorCases } from './vendor-cases.ts'

let console: TestConsole
let upyun: { channelId: string; templateId: string }
beforeAll(async () => {
  console = await openConsole({
    answerTimeoutMs: 2_000,
    reviewDelayMs: 0,
    // Reports come when a test asks for them.
    reportDelayMs: [3_600_000, 3_600_000],
  })
  upyun = await openPlace(console, 'upyun')
})
afterEach(async () => {
  console.sandbox.control.clearFaults()
  await expectExactCounts(console)
})
afterAll(() => console.close())

/** Calls of a batch look as if they had been made so long ago. */
const makeOlder = (batchId: string, seconds = 40) =>
  console.ctx.db.execute(sql`
    update submissions set created_at = created_at - make_interval(secs => ${seconds}), looked_at = null
    where batch_id = ${batchId}`)

const strike = (fault: 'reset-before' | 'reset-after') =>
  console.sandbox.control.addFault({
    ...{ vendor: 'upyun', fault, method: 'POST', count: 1 },
    path: vendorCases.upyun.sendPath,
  })

/** Messages whose time of sending is that of their call, to the last digit. */
const countSentWithCall = async (batchId: string) => {
  const { rows } = await console.ctx.db.execute<{ n: number }>(sql`
    select count(*)::int as n from messages m join submissions s on s.id = m.submission_id
    where m.batch_id = ${batchId} and m.submitted_at = s.created_at`)
  return rows[0]?.n
}

const countLooks = async (batchId: string) => {
  const { rows } = await console.ctx.db.execute<{ n: number }>(sql`
    select count(looked_at)::int as n from submissions where batch_id = ${batchId}`)
  return rows[0]?.n
}

describe('upyun, asked what became of an unknown call', () => {
  test('settles what it took, and keeps unknown what it did not', async () => {
    const rows = makeRows(2, sameValues)
    const taken = await startBatch(console, upyun, rows)
    strike('reset-after')
    await drain(console, taken)
    const lost = await startBatch(console, upyun, makeRows(2, sameValues))
    strike('reset-before')
    await drain(console, lost)
    await settleUnknown(console.ctx)
    expect(await statuses(console, taken)).toEqual({ unknown: 2 })
    for (const batchId of [taken, lost]) await makeOlder(batchId)
    await settleUnknown(console.ctx)
    expect(await statuses(console, taken)).toEqual({ submitted: 2 })
    expect(await countSentWithCall(taken)).toBe(2)
    expect(await statuses(console, lost)).toEqual({ unknown: 2 })
    await console.sandbox.control.flush('upyun')
    await makeOlder(lost)
    await settleUnknown(console.ctx)
    expect(await statuses(console, lost)).toEqual({ unknown: 2 })
    expect(timesTaken(console, 'upyun', rows)).toEqual([1, 1])
  })

  test("never takes another message's row for its own", async () => {
    const rows = makeRows(1, sameValues)
    const sent = await startBatch(console, upyun, rows)
    await drain(console, sent)
    const lost = await startBatch(console, upyun, rows)
    strike('reset-before')
    await drain(console, lost)
    await makeOlder(lost)
    await settleUnknown(console.ctx)
    expect(await statuses(console, lost)).toEqual({ unknown: 1 })
    expect(timesTaken(console, 'upyun', rows)).toEqual([1])
  })

  test('who dies in the midst of asking, or meets the vendor’s pace, is soon followed by another', async () => {
    const rows = makeRows(2, sameValues)
    const batchId = await startBatch(console, upyun, rows)
    strike('reset-after')
    await drain(console, batchId)
    const age = (seconds: number) =>
      console.ctx.db.execute(sql`
        update submissions set created_at = created_at - make_interval(secs => ${seconds}),
          looked_at = looked_at - make_interval(secs => ${seconds}) where batch_id = ${batchId}`)
    await age(1_000)
    // The vendor's own time of a message lies too far from the call now: nothing is found.
    const dead = { ...console.ctx, http: () => new Promise<never>(() => undefined) }
    void settleUnknown(dead)
    await vi.waitFor(async () => expect(await countLooks(batchId)).toBe(1))
    expect(await settleUnknown(console.ctx)).toBe(0)
    await age(130)
    expect(await settleUnknown(console.ctx)).toBe(1)
    await age(130)
    expect(await settleUnknown(console.ctx)).toBe(0)
  })

  test('one channel that cannot be asked does not keep the others from it', async () => {
    const broken = await openPlace(console, 'upyun')
    const batches: string[] = []
    for (const place of [broken, upyun]) {
      const batchId = await startBatch(console, place, makeRows(1, sameValues))
      strike('reset-after')
      await drain(console, batchId)
      await makeOlder(batchId)
      batches.push(batchId)
    }
    await console.ctx.db.execute(sql`
      update channels set base_url = 'http://127.0.0.1:1' where id = ${broken.channelId}`)
    await expect(settleUnknown(console.ctx)).rejects.toThrow(AggregateError)
    expect(await statuses(console, batches[1] as string)).toEqual({ submitted: 1 })
    await console.ctx.db.execute(sql`
      update channels set archived_at = now() where id = ${broken.channelId}`)
  })
})
