import { eq, sql } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { channels } from '#db/schema/channels.ts'
import { queryBucket } from '#lib/channels/take-query.ts'
import { pullChannel } from '#lib/pulls/pull-channel.ts'
import { pullDue } from '#lib/pulls/pull-due.ts'
import { countParked } from '#lib/reports/park.ts'
import { openConsole, type TestConsole } from './console.fixture.ts'
import {
  drain,
  expectExactCounts,
  listMessages,
  makeRows,
  openPlace,
  startBatch,
  statuses,
} from './protocol.fixture.ts'
import { openPushes } from './pushed.fixture.ts'
import { newPhone } from './vendor-cases.ts'

let console: TestConsole
let place: { channelId: string; templateId: string }
let upyun: { channelId: string; templateId: string }
let to: Awaited<ReturnType<typeof openPushes>>
beforeAll(async () => {
  console = await openConsole({
    answerTimeoutMs: 2_000,
    reviewDelayMs: 0,
    decideByPhone: true,
    reportDelayMs: [3_600_000, 3_600_000],
  })
  place = await openPlace(console, 'infocloud')
  upyun = await openPlace(console, 'upyun')
  to = await openPushes(console, place.channelId)
})
afterEach(async () => {
  console.sandbox.control.clearFaults()
  await expectExactCounts(console)
})
afterAll(() => console.close())

const channelOf = async (id: string) => {
  const [channel] = await console.ctx.db.select().from(channels).where(eq(channels.id, id))
  if (!channel) throw new Error('no channel')
  return channel
}
/** So many queries are left to a channel in this minute. */
const leaveQueries = async (channelId: string, tokens: number) => {
  const bucket = queryBucket(console.ctx, await channelOf(channelId))
  await console.ctx.db.execute(sql`
    insert into rate_buckets (key, tokens, updated_at)
    values (${bucket}, ${tokens}, clock_timestamp())
    on conflict (key) do update set tokens = ${tokens}, updated_at = clock_timestamp()`)
}

describe('pulled reports', () => {
  test('settle each message; a word that is no end leaves it as it was', async () => {
    const rows = [...makeRows(3, () => ['甲', '1']), '13670110001,甲,1']
    const batchId = await startBatch(console, upyun, rows)
    await drain(console, batchId)
    await console.sandbox.control.flush('upyun')
    await leaveQueries(upyun.channelId, 60)
    await pullChannel(console.ctx, await channelOf(upyun.channelId), 'pullReports')
    await to.applyAll()
    expect(await statuses(console, batchId)).toEqual({ delivered: 3, submitted: 1 })
    const waiting = (await listMessages(console, batchId)).find((one) => one.status === 'submitted')
    expect(waiting).toMatchObject({ code: 'failed', reported_at: null })
  })

  test('of messages that are not ours are parked once, though every pull shows them', async () => {
    const { vendorId } = await console.ctx.db
      .execute<{ vendorId: string }>(
        sql`select vendor_id as "vendorId" from templates where id = ${upyun.templateId}`,
      )
      .then((result) => result.rows[0] ?? { vendorId: '' })
    await fetch(`${console.sandbox.urls.upyun}/api/messages`, {
      method: 'POST',
      headers: {
        authorization: console.sandbox.accounts.upyun.token ?? '',
        'content-type': 'application/json',
      },
      body: JSON.stringify({ template_id: Number(vendorId), mobile: newPhone(), vars: '乙|2' }),
    })
    await console.sandbox.control.flush('upyun')
    for (let n = 0; n < 3; n++) {
      await leaveQueries(upyun.channelId, 60)
      await pullChannel(console.ctx, await channelOf(upyun.channelId), 'pullReports')
      await to.applyAll()
    }
    expect(await countParked(console.ctx.db, upyun.channelId)).toBe(1)
    await console.ctx.db.execute(sql`delete from delivery_reports where state = 'parked'`)
  })

  test('go on where the last turn had to stop, so that the oldest are reached as well', async () => {
    const rows = makeRows(250, () => ['丙', '3'])
    const batchId = await startBatch(console, upyun, rows)
    await drain(console, batchId)
    await console.sandbox.control.flush('upyun')
    // A pull leaves two of the queries to others.
    for (const tokens of [3, 3, 60]) {
      await leaveQueries(upyun.channelId, tokens)
      await pullChannel(console.ctx, await channelOf(upyun.channelId), 'pullReports')
      await to.applyAll()
    }
    expect(await statuses(console, batchId)).toEqual({ delivered: 250 })
  })

  test('of one channel come though another cannot be asked', async () => {
    const broken = await openPlace(console, 'upyun')
    const broke = await startBatch(console, broken, makeRows(1))
    await drain(console, broke)
    await console.ctx.db.execute(sql`
    update channels set base_url = 'http://127.0.0.1:1' where id = ${broken.channelId}`)
    const batchId = await startBatch(console, upyun, makeRows(1))
    await drain(console, batchId)
    await console.sandbox.control.flush('upyun')
    await console.ctx.db.execute(sql`
    update channels set reports_pushed_at = now() where vendor = 'infocloud'`)
    await console.ctx.db.execute(sql`update channels set reports_polled_at = null`)
    await leaveQueries(upyun.channelId, 60)
    await expect(pullDue(console.ctx)).rejects.toThrow(AggregateError)
    await to.applyAll()
    expect(await statuses(console, batchId)).toEqual({ delivered: 1 })
    const putOff = await secondsPutOff(broken.channelId)
    await console.ctx.db.execute(sql`
    update channels set reports_polled_at = null where id = ${broken.channelId}`)
    await leaveQueries(broken.channelId, 60)
    await expect(pullDue(console.ctx)).rejects.toThrow(AggregateError)
    expect(await secondsPutOff(broken.channelId)).toBeGreaterThan(putOff * 1.5)
    await console.ctx.db.execute(sql`
    update channels set archived_at = now() where id = ${broken.channelId}`)
  })
})

/** How much later than usual a channel is asked again. */
async function secondsPutOff(channelId: string): Promise<number> {
  const { rows } = await console.ctx.db.execute<{ seconds: string }>(sql`
    select extract(epoch from reports_polled_at - now()) as seconds from channels where id = ${channelId}`)
  return Number(rows[0]?.seconds)
}

test('a masked number tells apart the recipients of a call; two under one have the same end or none', async () => {
  console.sandbox.control.setPush('infocloud', 'reports', null)
  const rows = [...makeRows(3), '13911110001,甲,1', '13922220001,乙,2']
  const batchId = await startBatch(console, place, rows)
  await drain(console, batchId)
  await console.sandbox.control.flush('infocloud')
  await leaveQueries(place.channelId, 3)
  await pullChannel(console.ctx, await channelOf(place.channelId), 'pullReports')
  await to.applyAll()
  expect(await statuses(console, batchId)).toEqual({ delivered: 3, failed: 2 })
})
