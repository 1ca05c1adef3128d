import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { makeAuditKeys } from '#lib/audit/keys.ts'
import { sealAudit } from '#lib/audit/seal.ts'
import { countsOf } from '#lib/batches/queries.ts'
import { vendors } from '#lib/providers/registry.ts'
import { type Batch, type CliConsole, openCliConsole, parse, send } from './cli.fixture.ts'
import { pullSoon, waitForCounts } from './console.fixture.ts'

vi.setConfig({ testTimeout: 90_000, hookTimeout: 180_000 })

type Messages = { messages: Record<string, unknown>[]; next: string | null }

let world: CliConsole
beforeAll(async () => {
  world = await openCliConsole()
})
afterAll(() => world.close())

describe('the main job with each vendor', () => {
  test('infocloud: 0 when all went out; reports come in; messages are listed, masked or not', async () => {
    const said = await world.spawn(
      send('infocloud', world.writeFile(12).path, '--yes', '--wait', '--json'),
    )
    expect(said.status).toBe(0)
    const { id, counts } = parse<Batch>(said)
    expect(Object.keys(parse(said) as object)).toEqual(['id', 'state', 'counts'])
    expect(Object.keys(counts)).toEqual(
      'queued submitting submitted delivered failed rejected blocked unknown canceled unreported'.split(
        ' ',
      ),
    )
    await waitForCounts(world.console.ctx, id, (now) => now.delivered === 12)
    const shown = await world.ask<Batch>(['batch', 'show', id])
    expect(shown).toMatchObject({ id, state: 'finished', counts: { delivered: 12, queued: 0 } })

    const page = await world.ask<Messages>(['message', 'list', '--batch', id, '--limit', '10'])
    expect(page.messages).toHaveLength(10)
    expect(Object.keys(page.messages[0] ?? {})).toEqual(
      'id batchId phone text status segments reference vendorMessageId reportCode reportedAt channel vendor failure words advice'.split(
        ' ',
      ),
    )
    expect(page.messages[0]).toMatchObject({
      batchId: id,
      phone: expect.stringMatching(/^139\*{4}\d{4}$/),
      text: '【云通信】张11您好，本次收入11.5元。',
      status: 'delivered',
      segments: 1,
      channel: 'infocloud',
      vendor: 'infocloud',
      failure: null,
      words: 'Delivered',
      advice: null,
      reference: expect.stringMatching(/^\w{20,32}$/),
      reportedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d.*Z$/),
    })
    const rest = ['message', 'list', '--batch', id, '--cursor', page.next ?? '', '--reveal']
    const last = await world.ask<Messages>(rest)
    expect(last).toMatchObject({ next: null, messages: [{}, {}] })
    expect(last.messages[0]?.phone).toMatch(/^139\d{8}$/)
    const one = await world.ask<Messages>([
      'message',
      'list',
      '--phone',
      String(last.messages[0]?.phone),
    ])
    expect(one.messages.map((message) => message.id)).toEqual([last.messages[0]?.id])
    const { rows } = await world.console.ctx.db.execute(
      sql`select via, details from audit_entries where action = 'message.reveal' order by id`,
    )
    expect(rows).toEqual([{ via: 'cli', details: { count: 2, filter: { batchId: id } } }])
    const actions = await world.actionsOf(id)
    expect(actions).toEqual(['batch.draft cli cli', 'batch.confirm cli cli'])
  })

  test('upyun: made at the vendor, sendable once reviewed', async () => {
    expect(world.templates.upyun.reviewStatus).toBe('review')
    await vi.waitFor(
      async () => {
        await world.ask(['template', 'sync', '--channel', 'upyun'])
        const { templates: all } = await world.ask<{ templates: { sendable: boolean }[] }>([
          ...['template', 'list', '--channel', 'upyun'],
        ])
        expect(all).toMatchObject([{ title: '收入', reviewStatus: 'approved', sendable: true }])
      },
      { timeout: 60_000, interval: 500 },
    )
    const said = await world.run(send('upyun', world.writeFile(3).path, '--yes', '--wait'))
    expect(said).toMatchObject({ status: 0 })
    // Reports may already be there when it looks.
    expect(said.stdout).toMatch(/Submitted|Delivered/)
    const { entries } = world.console.sandbox.control.accepted('upyun')
    expect(entries.map(({ text }) => text)).toContain('张0您好，本次收入0.5元。【云通信】')
  })
})

describe('the same for every vendor', () => {
  test.each(vendors)('%s: sent by the command line, reported, listed', async (vendor) => {
    await vi.waitFor(
      async () => {
        const list = ['template', 'list', '--channel', vendor]
        const { templates } = await world.ask<{ templates: { sendable: boolean }[] }>(list)
        if (templates[0]?.sendable) return
        await world.ask(['template', 'sync', '--channel', vendor])
        throw new Error('still in review')
      },
      { timeout: 60_000, interval: 500 },
    )
    const said = await world.run(send(vendor, world.writeFile(3).path, '--yes', '--wait', '--json'))
    expect(said).toMatchObject({ status: 0 })
    const { id } = parse<Batch>(said)
    const countDelivered = async () => {
      await pullSoon(world.console.ctx)
      return (await countsOf(world.console.ctx, id)).delivered
    }
    await expect.poll(countDelivered, { timeout: 60_000, interval: 1_000 }).toBe(3)
    const { messages } = await world.ask<Messages>(['message', 'list', '--batch', id])
    expect(messages.map(({ text }) => text)).toContainEqual(
      expect.stringContaining('张0您好，本次收入0.5元。'),
    )
    const taken = world.console.sandbox.control.accepted(vendor).entries.map(({ text }) => text)
    expect(taken).toEqual(expect.arrayContaining(messages.map(({ text }) => text)))
  })
})

test('testing a channel, balances and replies', async () => {
  expect(await world.ask(['channel', 'test', 'upyun'])).toMatchObject({ ok: true })
  const { balances } = await world.ask<{ balances: object[] }>(['balance', 'list'])
  expect(balances).toMatchObject(vendors.map((channel) => ({ channel })))
  expect(balances).toContainEqual(expect.objectContaining({ channel: 'upyun', trouble: null }))
  const wrong = JSON.stringify({ token: 'wrong' })
  const add = ['channel', 'add', '--vendor', 'upyun', '--name', 'wrong', '--credentials', '-']
  await world.ask([...add, '--base-url', world.console.sandbox.urls.upyun], wrong)
  const failed = await world.run(['channel', 'test', 'wrong', '--json'])
  expect(failed).toMatchObject({ status: 1 })
  expect(parse(failed)).toMatchObject({ ok: false, failure: 'unauthorized' })
  expect(failed.stderr).toContain('The test failed')
  expect(await world.ask(['inbound', 'list'])).toEqual({ inbound: [], next: null })
  // This worker has no keys to seal with.
  await sealAudit(world.console.ctx.db, makeAuditKeys(['a secret of the operator, long enough']))
  expect(await world.ask(['health'])).toEqual({
    ok: true,
    database: 'ok',
    worker: 'ok',
    workers: 1,
    audit: 'ok',
  })
})
