import { sql } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { listUnreadable } from '#lib/reports/list-unreadable.ts'
import { readAgain } from '#lib/reports/read-again.ts'
import { openConsole, type TestConsole } from './console.fixture.ts'
import {
  drain,
  expectExactCounts,
  makeRows,
  openPlace,
  phoneOf,
  startBatch,
  statuses,
} from './protocol.fixture.ts'
import { openPulls } from './pulls.fixture.ts'

let console: TestConsole
beforeAll(async () => {
  console = await openConsole({
    answerTimeoutMs: 2_000,
    reportDelayMs: [3_600_000, 3_600_000],
    settings: { infocloud: { queriesPerMinute: 0 } },
  })
})
afterEach(async () => {
  console.sandbox.control.clearFaults()
  await expectExactCounts(console)
})
afterAll(() => console.close())

async function send(vendor: 'smsadmin' | 'infocloud', count: number, settings = {}) {
  const place = await openPlace(console, vendor, { settings })
  for (const kind of ['reports', 'replies'] as const)
    console.sandbox.control.setPush(vendor, kind, null)
  const rows = makeRows(count)
  const batchId = await startBatch(console, place, rows)
  await drain(console, batchId)
  await console.sandbox.control.flush(vendor)
  return {
    ...place,
    batchId,
    phones: rows.map(phoneOf),
    ...openPulls(console.ctx, place.channelId),
  }
}

test('of half an answer that is not given again the whole rows count, and all of it is shown', async () => {
  const place = await send('smsadmin', 20, { pullsOpen: true })
  console.sandbox.control.addFault({ vendor: 'smsadmin', fault: 'half-answer', count: 1 })
  await expect(place.pull('pullReports')).rejects.toThrow(/answer_cut_off/)
  const { delivered = 0, submitted = 0 } = await statuses(console, place.batchId)
  expect(delivered).toBeGreaterThanOrEqual(9)
  expect(submitted).toBe(20 - delivered)
  const { rows } = await listUnreadable(console.ctx, {
    kind: 'unreadable',
    channel: place.channelId,
  })
  expect(rows).toMatchObject([{ source: 'pullReports', failure: 'bad_response' }])
  const { rows: kept } = await console.ctx.db.execute<{ body: Buffer }>(sql`
    select body from raw_callbacks where id = ${rows[0]?.id}`)
  expect(
    Buffer.from(kept[0]?.body ?? '')
      .toString()
      .split('\n'),
  ).toHaveLength(delivered + 1)
})

test('so do replies', async () => {
  const place = await send('smsadmin', 4, { pullsOpen: true })
  for (const phone of place.phones) await console.sandbox.control.reply('smsadmin', phone, 'TD')
  console.sandbox.control.addFault({ vendor: 'smsadmin', fault: 'half-answer', count: 1 })
  await expect(place.pull('pullReplies')).rejects.toThrow(/answer_cut_off/)
  const { rows } = await console.ctx.db.execute(
    sql`select 1 from opt_outs where phone = any(${sql.param(place.phones)}::text[])`,
  )
  expect(rows.length).toBeGreaterThan(0)
})

test('where half an answer cannot be read it is kept and shown', async () => {
  const place = await send('infocloud', 5)
  console.sandbox.control.addFault({ vendor: 'infocloud', fault: 'half-answer', count: 1 })
  await expect(place.pull('pullReports')).rejects.toThrow(/answer_cut_off/)
  // Read again, when somebody asks for it, it is what it was.
  await readAgain(console.ctx, { channelId: place.channelId })
  await place.applyAll()
  expect(await place.listStored()).toMatchObject([
    {
      source: 'pullReports',
      state: 'unreadable',
      problem: expect.stringMatching(/#broken_off \d+$/),
    },
  ])
  const { rows } = await listUnreadable(console.ctx, {
    kind: 'unreadable',
    channel: place.channelId,
  })
  expect(rows[0]?.size).toBeGreaterThan(100)
})
