import { request } from 'node:http'
import { sql } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { applyReceived, countUnreadable } from '#lib/callbacks/apply-received.ts'
import { revealCallback } from '#lib/channels/reveal-callback.ts'
import { openConsole, type TestConsole } from './console.fixture.ts'
import {
  drain,
  expectExactCounts,
  listMessages,
  makeRows,
  openPlace,
  phoneOf,
  startBatch,
  statuses,
} from './protocol.fixture.ts'
import { openPushes, replyOf, reportOf } from './pushed.fixture.ts'
import { newPhone } from './vendor-cases.ts'

let console: TestConsole
let place: { channelId: string; templateId: string }
let to: Awaited<ReturnType<typeof openPushes>>
beforeAll(async () => {
  console = await openConsole({
    answerTimeoutMs: 2_000,
    reviewDelayMs: 0,
    decideByPhone: true,
    reportDelayMs: [3_600_000, 3_600_000],
  })
  place = await openPlace(console, 'infocloud')
  to = await openPushes(console, place.channelId)
})
afterEach(async () => {
  console.sandbox.control.clearFaults()
  await expectExactCounts(console)
})
afterAll(() => console.close())

describe('pushes that cannot be read', () => {
  test('are kept, counted, and do not stop the ones behind them', async () => {
    const rows = makeRows(1)
    const batchId = await startBatch(console, place, rows)
    const [{ reference } = { reference: '' }] = await drain(console, batchId)
    const before = await countUnreadable(console.ctx.db)
    const bad = ['', '<html>', '{"apiKey":', '[1,2]', '{"apiKey":"another","data":[]}', '\0\0']
    for (const body of bad) expect((await to.post(body)).status).toBe(200)
    await to.post(JSON.stringify({ apiKey: console.sandbox.accounts.infocloud.apiKey, data: [{}] }))
    await to.pushRows(reportOf(reference, phoneOf(rows[0] ?? ''), 'DELIVRD'))
    await to.applyAll()
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
    await to.pushRows(
      reportOf(`${reference}\0`, one, 'DELIVRD'),
      { ...reportOf(reference, two, 'UN\0DELIV'), arriveTime: '99999999999999' },
      { ...reportOf(reference, three, 'DELIVRD'), arriveTime: '99991231235959' },
      reportOf('foreign\0', newPhone(), 'x\0y'),
      replyOf(one, 'T\0D'),
      replyOf(two, '好\0的', '00010101000000'),
    )
    await to.applyAll()
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
    const foreign = Array.from({ length: 6_500 }, (_, n) => replyOf(newPhone(), `${n}`))
    const own = rows.map((row) => reportOf(reference, phoneOf(row), 'DELIVRD'))
    await to.pushRows(...foreign, ...own)
    await to.applyAll()
    expect(await statuses(console, batchId)).toEqual({ delivered: 5 })
    await console.ctx.db.execute(sql`delete from inbound_messages`)
  })

  test('a channel whose credentials cannot be opened does not hold up the others', async () => {
    const locked = await openPlace(console, 'infocloud')
    const { url } = await revealCallback(console.ctx, { id: locked.channelId })
    console.sandbox.control.setPush('infocloud', 'reports', to.url)
    console.sandbox.control.setPush('infocloud', 'replies', to.url)
    await console.ctx.db.execute(sql`
    update channels set credentials = 'gone.AAAA' where id = ${locked.channelId}`)
    await to.post('{}', url)
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
    expect((await to.post('{}', `${to.url}x`)).status).toBe(404)
    expect((await to.post('{}', to.url.replace('infocloud', 'upyun'))).status).toBe(404)
    expect((await to.post('{}', `${console.receiverUrl}/elsewhere`)).status).toBe(404)
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
    const { pathname } = new URL(to.url)
    expect(await statusOf(pathname, Buffer.alloc(1_048_577, 'x'))).toBe(413)
    const before = await countUnreadable(console.ctx.db)
    expect(await statusOf(pathname, Buffer.alloc(1_048_576, 'x'))).toBe(200)
    await to.applyAll()
    expect((await countUnreadable(console.ctx.db)) - before).toBe(1)
  })
})
