import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { channels } from '#db/schema/channels.ts'
import { applyReceived } from '#lib/callbacks/apply-received.ts'
import { queryBucket } from '#lib/channels/take-query.ts'
import type { HttpRequest } from '#lib/providers/call.ts'
import { pullChannel } from '#lib/pulls/pull-channel.ts'
import { countParked } from '#lib/reports/park.ts'
import { openConsole, type TestConsole } from './console.fixture.ts'
import { drain, makeRows, openPlace, startBatch, statuses } from './protocol.fixture.ts'
import { newPhone } from './vendor-cases.ts'

let console: TestConsole
beforeAll(async () => {
  console = await openConsole({ reviewDelayMs: 0, reportDelayMs: [3_600_000, 3_600_000] })
})
afterAll(() => console.close())

const channelOf = async (id: string) => {
  const [channel] = await console.ctx.db.select().from(channels).where(sql`id = ${id}`)
  if (!channel) throw new Error('no channel')
  return channel
}

/** The account may be asked again now: a pull leaves two queries to others. */
async function allowQuery(channelId: string): Promise<void> {
  const key = queryBucket(console.ctx, await channelOf(channelId))
  await console.ctx.db.execute(sql`insert into rate_buckets (key, tokens, updated_at)
    values (${key}, 3, now()) on conflict (key) do update set tokens = 3, updated_at = now()`)
}

const pull = async (channelId: string, http = console.ctx.http) => {
  await allowQuery(channelId)
  await pullChannel({ ...console.ctx, http }, await channelOf(channelId), 'pullReports')
  while ((await applyReceived(console.ctx)) > 0);
}

/** As if each message had gone in a call for itself, without the minutes that takes. */
async function putInCallsOfTheirOwn(batchId: string): Promise<void> {
  await console.ctx.db.execute(sql`
    with own as (
      insert into submissions (reference, batch_id, channel_id, messages_created_at, first_id, last_id,
        recipient_count, state, worker, lease_until, vendor_submission_id)
      select 'own' || id, batch_id, channel_id, created_at, id, id, 1, 'accepted', 'test', now(), 'v' || id
      from messages where batch_id = ${batchId} returning id, first_id
    )
    update messages m set submission_id = own.id from own
    where m.id = own.first_id and m.batch_id = ${batchId}`)
}

test('more open calls than go into a question: each turn the next ones, and round again', async () => {
  const place = await openPlace(console, 'infocloud')
  const batchId = await startBatch(console, place, makeRows(1_300))
  await drain(console, batchId)
  expect(await statuses(console, batchId)).toEqual({ submitted: 1_300 })
  await putInCallsOfTheirOwn(batchId)
  const asked: string[][] = []
  // A vendor that has nothing to say yet: all stay open.
  const http = async (request: HttpRequest) => {
    asked.push(JSON.parse(String(request.body)).msgId.split(','))
    const body = Buffer.from('{"code":200,"data":[],"requestId":"1"}')
    return { status: 200, headers: {}, body: new Uint8Array(body) }
  }
  for (let turn = 0; turn < 4; turn++) await pull(place.channelId, http)
  expect(asked.map((ids) => ids.length)).toEqual([600, 600, 100, 600])
  expect(new Set(asked.slice(0, 3).flat()).size).toBe(1_300)
  expect(asked[3]).toEqual(asked[0])
})

test('a call too old to be asked after takes no place', async () => {
  const place = await openPlace(console, 'infocloud', { recipientsPerCall: 1 })
  const batchId = await startBatch(console, place, makeRows(2))
  await drain(console, batchId)
  await console.ctx.db.execute(sql`update submissions set created_at = now() - interval '25 hours'
    where id = (select min(id) from submissions where batch_id = ${batchId})`)
  const asked: string[] = []
  const http = async (request: HttpRequest) => {
    asked.push(JSON.parse(String(request.body)).msgId)
    return { status: 200, headers: {}, body: new TextEncoder().encode('{"code":200,"data":[]}') }
  }
  await pull(place.channelId, http)
  expect(asked).toEqual([expect.stringMatching(/^[^,]+$/)])
})

test('a report of somebody else that two channels of an account pull waits once', async () => {
  const [one, two] = [await openPlace(console, 'upyun'), await openPlace(console, 'upyun')]
  for (const place of [one, two])
    await drain(console, await startBatch(console, place, makeRows(1)))
  const { rows } = await console.ctx.db.execute<{ id: string }>(
    sql`select vendor_id as id from templates where id = ${one.templateId}`,
  )
  const sent = await fetch(`${console.sandbox.urls.upyun}/api/messages`, {
    method: 'POST',
    headers: {
      authorization: console.sandbox.accounts.upyun.token ?? '',
      'content-type': 'application/json',
    },
    body: JSON.stringify({ template_id: Number(rows[0]?.id), mobile: newPhone(), vars: '乙|2' }),
  })
  expect(sent.status).toBe(200)
  await console.sandbox.control.flush('upyun')
  for (const { channelId } of [one, two]) await pull(channelId)
  expect(await countParked(console.ctx.db)).toBe(1)
})
