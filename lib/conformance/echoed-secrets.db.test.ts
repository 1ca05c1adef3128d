import { eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { channels } from '#db/schema/channels.ts'
import { pollBalance } from '#lib/balances/poll.ts'
import { sealCredentials } from '#lib/channels/store.ts'
import { createHttp } from '#lib/providers/http.ts'
import { getProvider, type Vendor, vendors } from '#lib/providers/registry.ts'
import { storeAnswer } from '#lib/pulls/store-answer.ts'
import { openConsole, type TestConsole } from './console.fixture.ts'
import { leakyCredentials, openEcho, secret, secretBegin, secretHash } from './echo.fixture.ts'
import { findInDatabase } from './find-in-database.fixture.ts'
import { drain, makeRows, openPlace, phoneOf, sameValues, startBatch } from './protocol.fixture.ts'
import { openPulls } from './pulls.fixture.ts'

let console: TestConsole
let echo: Awaited<ReturnType<typeof openEcho>>
beforeAll(async () => {
  echo = await openEcho()
  const opened = await openConsole({ reviewDelayMs: 0 })
  // One way out for both: the sandbox while a batch is made, and the echo afterwards.
  const allow = [...(opened.ctx.outboundAllow ?? []), echo.host]
  console = { ...opened, ctx: { ...opened.ctx, http: createHttp({ allow }) } }
})
afterAll(async () => {
  await console.close()
  await echo.close()
})

/** From here on the channel calls a server that answers with the request. */
async function moveToEcho(channelId: string, vendor: Vendor): Promise<void> {
  const sealed = sealCredentials(console.ctx, channelId, leakyCredentials(vendor))
  const settings = vendor === 'smsadmin' ? { style: 'plain', pullsOpen: true } : {}
  await console.ctx.db
    .update(channels)
    .set({ baseUrl: echo.url, settings, balancePolledAt: null, ...sealed })
    .where(eq(channels.id, channelId))
}

const cases = vendors.flatMap((vendor) => [404, 200].map((status) => ({ vendor, status })))

test.each(cases)('$vendor answers $status: no secret is kept of it', async ({ vendor, status }) => {
  const { ctx } = console
  echo.status = status
  const place = await openPlace(console, vendor)
  const rows = makeRows(2, sameValues)
  const batchId = await startBatch(console, place, rows)
  await moveToEcho(place.channelId, vendor)
  await drain(console, batchId)
  await ctx.db.execute(sql`delete from rate_buckets`)
  expect(await pollBalance(ctx, place.channelId)).toMatchObject({ state: 'failed' })
  const pulls = openPulls(ctx, place.channelId)
  for (const source of ['pullReports', 'pullReplies'] as const) {
    if (getProvider(vendor)[source]) await pulls.pull(source).catch(() => undefined)
  }

  const { rows: kept } = await ctx.db.execute<{ detail: string; balance: string; pulled: string }>(
    sql`select s.detail, c.balance_problem as balance,
        (select string_agg(problem, ' ') from raw_callbacks r where r.channel_id = c.id) as pulled
      from submissions s join channels c on c.id = s.channel_id where s.batch_id = ${batchId}`,
  )
  expect(kept).toHaveLength(1)
  const [{ detail, balance, pulled } = { detail: '', balance: '', pulled: '' }] = kept
  expect(detail).toContain(`HTTP ${status}: Cannot`)
  expect(balance).toContain(`HTTP ${status}: Cannot`)
  for (const words of [detail, balance, pulled ?? '']) {
    for (const hidden of [secretBegin, secretHash, ...rows.map(phoneOf)])
      expect(words).not.toContain(hidden)
  }
})

test('nor of a stored answer that cannot be read later', async () => {
  const { channelId } = await openPlace(console, 'smsadmin')
  await moveToEcho(channelId, 'smsadmin')
  const body = Buffer.from(`Cannot GET report for 13800138000, pwd=${secret}`)
  const raw = { method: 'GET', query: 'report', contentType: 'text/html', body }
  await storeAnswer(console.ctx, { channelId, source: 'pullReports' }, raw)
  const pulls = openPulls(console.ctx, channelId)
  await pulls.applyAll()
  expect(await pulls.listStored()).toMatchObject([
    {
      state: 'unreadable',
      problem: 'bad_response HTTP 200: Cannot GET report for 138****8000, pwd=***',
    },
  ])
})

test('nor anywhere else but in the bytes that came, which an administrator alone may see', async () => {
  const found = await findInDatabase(console.ctx.db, secretBegin)
  expect(found.filter((place) => !/^raw_callbacks\w*\.body$/.test(place))).toEqual([])
})
