import { request } from 'node:http'
import { eq, sql } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { channels } from '#db/schema/channels.ts'
import { applyReceived, countUnreadable } from '#lib/callbacks/apply-received.ts'
import { revealCallback } from '#lib/channels/reveal-callback.ts'
import { queryBucket } from '#lib/channels/take-query.ts'
import { foldCounts } from '#lib/counts/fold.ts'
import { pullChannel } from '#lib/pulls/pull-channel.ts'
import { pullDue } from '#lib/pulls/pull-due.ts'
import { markUnreported } from '#lib/reports/mark-unreported.ts'
import { countParked } from '#lib/reports/park.ts'
import { openConsole, type TestConsole } from './console.fixture.ts'
import {
  bringReports,
  call,
  claim,
  drain,
  expectExactCounts,
  listMessages,
  makeRows,
  openPlace,
  phoneOf,
  startBatch,
  statuses,
} from './protocol.fixture.ts'
import { newPhone } from './vendor-cases.ts'

let console: TestConsole
let place: { channelId: string; templateId: string }
let upyun: { channelId: string; templateId: string }
let callbackUrl: string
beforeAll(async () => {
  console = await openConsole({
    answerTimeoutMs: 2_000,
    reviewDelayMs: 0,
    decideByPhone: true,
    reportDelayMs: [3_600_000, 3_600_000],
  })
  place = await openPlace(console, 'infocloud')
  upyun = await openPlace(console, 'upyun')
  callbackUrl = (await revealCallback(console.ctx, { id: place.channelId })).url
})
afterEach(async () => {
  console.sandbox.control.clearFaults()
  await expectExactCounts(console)
})
afterAll(() => console.close())

type Row = Record<string, string>
const post = (body: string, url = callbackUrl) =>
  fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body })
const pushRows = (...data: Row[]) =>
  post(JSON.stringify({ apiKey: console.sandbox.accounts.infocloud.apiKey, data }))
const applyAll = async () => {
  while ((await applyReceived(console.ctx)) > 0);
}
const reportOf = (bid: string, tel: string, arriveResult: string, minute = 0): Row => ({
  bid,
  tel,
  arriveResult,
  arriveTime: `26112110${String(minute).padStart(2, '0')}`,
})
const reply = (tel: string, content: string, arriveTime = '2611211000'): Row => ({
  srcId: '106900281234',
  tel,
  content,
  arriveTime,
})
const countKept = async (batchId: string) => {
  const { rows } = await console.ctx.db.execute<{ n: number }>(sql`
    select count(*)::int as n from delivery_reports d join messages m on m.id = d.message_id
    where d.state = 'kept' and m.batch_id = ${batchId}`)
  return rows[0]?.n
}
const makeParkedDue = () =>
  console.ctx.db.execute(sql`update delivery_reports set retry_at = now() where state = 'parked'`)
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

describe('pushed reports', () => {
  test('twice over and out of order: each message its own end', async () => {
    const rows = [
      ...makeRows(20),
      ...['0001', '0004', '0005', '0006'].map((end) => `1367000${end},某,1`),
    ]
    const batchId = await startBatch(console, place, rows)
    await drain(console, batchId)
    console.sandbox.control.addFault({ vendor: 'infocloud', fault: 'duplicate-push', copies: 2 })
    console.sandbox.control.addFault({ vendor: 'infocloud', fault: 'reorder-push' })
    await bringReports(console)
    expect(await statuses(console, batchId)).toEqual({ delivered: 20, failed: 4 })
    const messages = await listMessages(console, batchId)
    expect(messages.slice(20).map((one) => one.code)).toEqual([
      'UNDELIV',
      'REJECTD',
      'EXPIRED',
      'MK:0001',
    ])
    expect(await countKept(batchId)).toBe(0)
  })

  test('before the answer is recorded: the report stays, the answer adds what it knows', async () => {
    const rows = makeRows(3)
    const batchId = await startBatch(console, place, rows)
    const claims = await claim(console, batchId)
    const { reference = '' } = claims[0] ?? {}
    await pushRows(reportOf(reference, phoneOf(rows[0] ?? ''), 'DELIVRD'))
    await pushRows(reportOf(reference, phoneOf(rows[1] ?? ''), 'UNDELIV'))
    await applyAll()
    expect(await statuses(console, batchId)).toEqual({ delivered: 1, failed: 1, submitting: 1 })
    await call(console, claims)
    expect(await statuses(console, batchId)).toEqual({ delivered: 1, failed: 1, submitted: 1 })
    await bringReports(console)
    expect(await statuses(console, batchId)).toEqual({ delivered: 3 })
  })

  test('pushed by the vendor before it answers, with a worker at it', async () => {
    const rows = makeRows(5)
    const fault = { vendor: 'infocloud', fault: 'push-before-answer', path: '/message' } as const
    console.sandbox.control.addFault(fault)
    const stop = console.startWorker()
    const batchId = await startBatch(console, place, rows)
    await expect
      .poll(() => statuses(console, batchId), { timeout: 30_000 })
      .toEqual({ delivered: 5 })
    await stop()
  })

  test("with the vendor's own id only, before we know it: parked, and applied after the answer", async () => {
    const rows = makeRows(1)
    const batchId = await startBatch(console, place, rows)
    const claims = await claim(console, batchId)
    await call(console, claims)
    const tel = phoneOf(rows[0] ?? '')
    const { entries } = console.sandbox.control.accepted('infocloud', { phone: tel })
    const msgId = entries[0]?.vendorIds.call ?? ''
    const known = sql`update submissions set vendor_submission_id = ${msgId} where batch_id = ${batchId}`
    await console.ctx.db.execute(
      sql`update submissions set vendor_submission_id = null where batch_id = ${batchId}`,
    )
    const row = { msgId, tel, arriveResult: 'DELIVRD', arriveTime: '2611211000' }
    for (let n = 0; n < 3; n++) await pushRows(row)
    await applyAll()
    expect(await countParked(console.ctx.db, place.channelId)).toBe(1)
    await console.ctx.db.execute(known)
    await makeParkedDue()
    await bringReports(console)
    expect(await countParked(console.ctx.db, place.channelId)).toBe(0)
    expect(await statuses(console, batchId)).toEqual({ delivered: 1 })
  })

  test('about messages that are not ours: parked once, counted, in nobody’s way', async () => {
    const foreign = reportOf('somebodyElses', newPhone(), 'DELIVRD')
    for (let n = 0; n < 3; n++) await pushRows(foreign, foreign)
    await applyAll()
    expect(await countParked(console.ctx.db, place.channelId)).toBe(1)
    await makeParkedDue()
    await bringReports(console)
    expect(await countParked(console.ctx.db, place.channelId)).toBe(1)
    await console.ctx.db.execute(sql`delete from delivery_reports where state = 'parked'`)
  })

  test('that disagree: delivered wins, the other is kept, in either order', async () => {
    const rows = makeRows(2)
    const batchId = await startBatch(console, place, rows)
    const [{ reference } = { reference: '' }] = await drain(console, batchId)
    const [one = '', two = ''] = rows.map(phoneOf)
    const orders = [
      [reportOf(reference, one, 'UNDELIV', 1), reportOf(reference, one, 'DELIVRD', 2)],
      [reportOf(reference, two, 'DELIVRD', 2), reportOf(reference, two, 'UNDELIV', 1)],
    ].flat()
    for (let n = 0; n < 3; n++) {
      for (const row of orders) {
        await pushRows(row)
        await applyAll()
      }
    }
    expect(await statuses(console, batchId)).toEqual({ delivered: 2 })
    const [first, second] = await listMessages(console, batchId)
    expect(first?.reported_at).toEqual(second?.reported_at)
    expect(await countKept(batchId)).toBe(2)
  })

  test('with whole minutes, or by a slow clock, never stand before the call, and come thrice', async () => {
    const rows = makeRows(2)
    const batchId = await startBatch(console, place, rows)
    const [{ reference } = { reference: '' }] = await drain(console, batchId)
    const [one = '', two = ''] = rows.map(phoneOf)
    const minute = new Date(Date.now() + 8 * 3_600_000).toISOString().replace(/\D/g, '')
    const arriveTime = minute.slice(2, 12)
    for (let n = 0; n < 3; n++) {
      await pushRows({ ...reportOf(reference, one, 'DELIVRD'), arriveTime })
      await pushRows({ ...reportOf(reference, two, 'UNDELIV'), arriveTime: '2601010000' })
      await applyAll()
    }
    const { rows: late } = await console.ctx.db.execute<{ late: boolean }>(sql`
      select m.reported_at >= s.created_at and m.reported_at >= m.submitted_at
        and m.reported_at < now() as late
      from messages m join submissions s on s.id = m.submission_id where m.batch_id = ${batchId}`)
    expect(late).toEqual([{ late: true }, { late: true }])
    expect(await countKept(batchId)).toBe(0)
  })

  test('for one phone of a call say nothing about the others', async () => {
    const rows = makeRows(3)
    const batchId = await startBatch(console, place, rows)
    const [{ reference } = { reference: '' }] = await drain(console, batchId)
    await pushRows(reportOf(reference, `+86${phoneOf(rows[1] ?? '')}`, 'DELIVRD'))
    await pushRows(reportOf(reference, '137****0010', 'DELIVRD'))
    await applyAll()
    const messages = await listMessages(console, batchId)
    expect(messages.map((one) => one.status)).toEqual(['submitted', 'delivered', 'submitted'])
  })
})

describe('pushes that cannot be read', () => {
  test('are kept, counted, and do not stop the ones behind them', async () => {
    const rows = makeRows(1)
    const batchId = await startBatch(console, place, rows)
    const [{ reference } = { reference: '' }] = await drain(console, batchId)
    const before = await countUnreadable(console.ctx.db)
    const bad = ['', '<html>', '{"apiKey":', '[1,2]', '{"apiKey":"another","data":[]}', '\0\0']
    for (const body of bad) expect((await post(body)).status).toBe(200)
    await post(JSON.stringify({ apiKey: console.sandbox.accounts.infocloud.apiKey, data: [{}] }))
    await pushRows(reportOf(reference, phoneOf(rows[0] ?? ''), 'DELIVRD'))
    await applyAll()
    expect(await statuses(console, batchId)).toEqual({ delivered: 1 })
    expect((await countUnreadable(console.ctx.db)) - before).toBe(bad.length + 1)
    const { rows: kept } = await console.ctx.db.execute<{ body: Buffer; problem: string }>(sql`
      select body, problem from raw_callbacks where state = 'unreadable' order by id`)
    expect(kept.map((one) => Buffer.from(one.body).toString())).toContain('<html>')
    expect(kept.every((one) => one.problem !== '')).toBe(true)
  })

  test('NUL bytes and absurd dates in one row cost the others of the push nothing', async () => {
    const rows = makeRows(3)
    const batchId = await startBatch(console, place, rows)
    const [{ reference } = { reference: '' }] = await drain(console, batchId)
    const before = await countUnreadable(console.ctx.db)
    const [one = '', two = '', three = ''] = rows.map(phoneOf)
    await pushRows(
      reportOf(`${reference}\0`, one, 'DELIVRD'),
      { ...reportOf(reference, two, 'UN\0DELIV'), arriveTime: '99999999999999' },
      { ...reportOf(reference, three, 'DELIVRD'), arriveTime: '99991231235959' },
      reportOf('foreign\0', newPhone(), 'x\0y'),
      reply(one, 'T\0D'),
      reply(two, '好\0的', '00010101000000'),
    )
    await applyAll()
    expect((await countUnreadable(console.ctx.db)) - before).toBe(0)
    const messages = await listMessages(console, batchId)
    expect(messages.map((message) => message.status)).toEqual(['delivered', 'failed', 'delivered'])
    expect(messages[1]?.code).toBe('UNDELIV')
    for (const message of messages)
      expect(new Date(message.reported_at ?? 0).getTime()).toBeLessThan(Date.now() + 86_400_000)
    const { rows: replies } = await console.ctx.db.execute<{ content: string; opt_out: boolean }>(
      sql`select content, opt_out from inbound_messages where phone in (${one}, ${two}) order by id`,
    )
    expect(replies).toEqual([
      { content: 'TD', opt_out: true },
      { content: '好的', opt_out: false },
    ])
    await console.ctx.db.execute(sql`delete from delivery_reports where state = 'parked'`)
  })

  test('a push of very many rows is applied', async () => {
    const rows = makeRows(5)
    const batchId = await startBatch(console, place, rows)
    const [{ reference } = { reference: '' }] = await drain(console, batchId)
    const foreign = Array.from({ length: 6_500 }, (_, n) => ({ ...reply(newPhone(), `${n}`) }))
    const own = rows.map((row) => reportOf(reference, phoneOf(row), 'DELIVRD'))
    await pushRows(...foreign, ...own)
    await applyAll()
    expect(await statuses(console, batchId)).toEqual({ delivered: 5 })
    await console.ctx.db.execute(sql`delete from inbound_messages`)
  })

  test('a channel whose credentials cannot be opened does not hold up the others', async () => {
    const locked = await openPlace(console, 'infocloud')
    const { url } = await revealCallback(console.ctx, { id: locked.channelId })
    console.sandbox.control.setPush('infocloud', 'reports', callbackUrl)
    console.sandbox.control.setPush('infocloud', 'replies', callbackUrl)
    await console.ctx.db.execute(sql`
      update channels set credentials = 'gone.AAAA' where id = ${locked.channelId}`)
    await post('{}', url)
    const rows = makeRows(1)
    const batchId = await startBatch(console, place, rows)
    await drain(console, batchId)
    await console.sandbox.control.flush('infocloud')
    expect(await applyReceived(console.ctx)).toBeGreaterThan(0)
    expect(await statuses(console, batchId)).toEqual({ delivered: 1 })
    await expect(applyReceived(console.ctx)).rejects.toThrow(/has no key/)
    await console.ctx.db.execute(sql`
      delete from raw_callbacks where channel_id = ${locked.channelId}`)
  })

  test('an address that is not ours is 404, too much of a body 413, both with an answer', async () => {
    expect((await post('{}', `${callbackUrl}x`)).status).toBe(404)
    expect((await post('{}', callbackUrl.replace('infocloud', 'upyun'))).status).toBe(404)
    expect((await post('{}', `${console.receiverUrl}/elsewhere`)).status).toBe(404)
    const statusOf = (path: string, body: string | Buffer) =>
      new Promise<number>((resolve, reject) => {
        const outgoing = request(console.receiverUrl, { method: 'POST', path }, (response) => {
          response.resume()
          resolve(response.statusCode ?? 0)
        })
        outgoing.on('error', reject)
        outgoing.end(body)
      })
    expect(await statusOf('//', '{}')).toBe(404)
    const { pathname } = new URL(callbackUrl)
    expect(await statusOf(pathname, Buffer.alloc(1_048_577, 'x'))).toBe(413)
    const before = await countUnreadable(console.ctx.db)
    expect(await statusOf(pathname, Buffer.alloc(1_048_576, 'x'))).toBe(200)
    await applyAll()
    expect((await countUnreadable(console.ctx.db)) - before).toBe(1)
  })
})

test('a reply that says TD is one opt-out, however often it comes', async () => {
  const rows = makeRows(2)
  const batchId = await startBatch(console, place, rows)
  await drain(console, batchId)
  const [one = '', two = ''] = rows.map(phoneOf)
  for (let n = 0; n < 3; n++) await pushRows(reply(one, ' td。'), reply(two, '收到'))
  await pushRows(reply(one, '退订！', '2611211001'))
  await applyAll()
  const { rows: found } = await console.ctx.db.execute(sql`
    select o.phone, o.source, i.content, m.batch_id from opt_outs o
    join inbound_messages i on i.id = o.inbound_id join messages m on m.id = i.message_id
    where o.phone in (${one}, ${two})`)
  expect(found).toEqual([{ phone: one, source: 'reply', content: ' td。', batch_id: batchId }])
  const { rows: replies } = await console.ctx.db.execute(sql`
    select content from inbound_messages where phone in (${one}, ${two}) order by id`)
  expect(replies.length).toBe(3)
})

describe('pulled reports', () => {
  test('settle each message; a word that is no end leaves it as it was', async () => {
    const rows = [...makeRows(3, () => ['甲', '1']), '13670110001,甲,1']
    const batchId = await startBatch(console, upyun, rows)
    await drain(console, batchId)
    await console.sandbox.control.flush('upyun')
    await leaveQueries(upyun.channelId, 60)
    await pullChannel(console.ctx, await channelOf(upyun.channelId), 'pullReports')
    await applyAll()
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
      await applyAll()
    }
    expect(await countParked(console.ctx.db, upyun.channelId)).toBe(1)
    await console.ctx.db.execute(sql`delete from delivery_reports where state = 'parked'`)
  })

  test('go on where the last turn had to stop, so that the oldest are reached as well', async () => {
    const rows = makeRows(250, () => ['丙', '3'])
    const batchId = await startBatch(console, upyun, rows)
    await drain(console, batchId)
    await console.sandbox.control.flush('upyun')
    for (const tokens of [1, 1, 60]) {
      await leaveQueries(upyun.channelId, tokens)
      await pullChannel(console.ctx, await channelOf(upyun.channelId), 'pullReports')
      await applyAll()
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
      update channels set reports_polled_at = null, last_callback_at = now() where vendor = 'infocloud'`)
    await console.ctx.db.execute(sql`update channels set reports_polled_at = null`)
    await leaveQueries(upyun.channelId, 60)
    await expect(pullDue(console.ctx)).rejects.toThrow(AggregateError)
    await applyAll()
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

test('no report in 72 hours: unreported, counted as such, and still open to a late one', async () => {
  const rows = makeRows(3)
  const batchId = await startBatch(console, place, rows)
  const [{ reference } = { reference: '' }] = await drain(console, batchId)
  await pushRows(reportOf(reference, phoneOf(rows[0] ?? ''), 'DELIVRD'))
  await applyAll()
  while ((await foldCounts(console.ctx.db)) > 0);
  await console.ctx.db.execute(sql`update messages set submitted_at = now() - interval '73 hours'
    where batch_id = ${batchId}`)
  await console.ctx.db.execute(
    sql`update batches set started_at = now() - interval '74 hours' where id = ${batchId}`,
  )
  expect(await markUnreported(console.ctx.db)).toBe(2)
  expect(await markUnreported(console.ctx.db)).toBe(0)
  expect(await statuses(console, batchId)).toEqual({ delivered: 1, unreported: 2 })
  await expectExactCounts(console)
  await pushRows(reportOf(reference, phoneOf(rows[1] ?? ''), 'UNDELIV'))
  await applyAll()
  expect(await statuses(console, batchId)).toEqual({ delivered: 1, unreported: 1, failed: 1 })
})

test('a masked number tells apart the recipients of a call; one that fits two fits neither', async () => {
  console.sandbox.control.setPush('infocloud', 'reports', null)
  const rows = [...makeRows(3), '13911110001,甲,1', '13922220001,乙,2']
  const batchId = await startBatch(console, place, rows)
  await drain(console, batchId)
  await console.sandbox.control.flush('infocloud')
  await leaveQueries(place.channelId, 3)
  await pullChannel(console.ctx, await channelOf(place.channelId), 'pullReports')
  await applyAll()
  expect(await statuses(console, batchId)).toEqual({ delivered: 3, submitted: 2 })
})
