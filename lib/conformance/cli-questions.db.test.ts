import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { type CliConsole, openCliConsole, parse, send } from './cli.fixture.ts'

// Some commands are processes of their own, and the machine may have much else to do.
vi.setConfig({ testTimeout: 90_000, hookTimeout: 180_000 })

let world: CliConsole
beforeAll(async () => {
  world = await openCliConsole(['infocloud', 'smsadmin', 'upyun'])
})
afterAll(() => world.close())

const soon = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString()

test('channel diagnose says each step, in the language asked for, and 1 when one is not well', async () => {
  const zh = await world.run(['channel', 'diagnose', 'infocloud', '--lang', 'zh-CN'])
  expect(zh.stdout).toMatch(/✓ 网络连接 \[正常\]\n {4}已连接 127\.0\.0\.1/)
  expect(zh.stdout).toMatch(/✓ 多次连接与丢失率 \[正常\]\n {4}.*成功 5 次，丢失率 0%/)
  expect(zh.stdout).toMatch(/✗ 回调地址 \[异常\]\n.*本机或内网地址.*\n {4}→ 请将 PUBLIC_URL/)
  expect(zh.status).toBe(1)
  const json = await world.spawn(['channel', 'diagnose', 'upyun', '--json', '--lang', 'en'])
  type Told = { name: string; state: string; params?: object }
  const { ok, steps } = parse<{ ok: boolean; steps: Told[] }>(json)
  // Upyun pushes nothing, so a private address does not matter to it.
  expect([ok, json.status]).toEqual([true, 0])
  expect(steps.map(({ name }) => name)).toEqual(
    expect.arrayContaining(['connect', 'answer', 'clock', 'credentials', 'callback']),
  )
  expect(steps.find(({ name }) => name === 'loss')?.params).toMatchObject({
    ...{ tries: 5, made: 5, percent: 0 },
    ...{ least: expect.any(Number), median: expect.any(Number), most: expect.any(Number) },
  })
})

test('channel statistics gives ours and the vendor’s, or the last ones with a note', async () => {
  type Days = { fresh: boolean; days: { day: string; vendors: object | null }[] }
  await world.freeQueries()
  const said = await world.run(['channel', 'statistics', 'infocloud', '--json', '--lang', 'en'])
  expect(said.status).toBe(0)
  const { fresh, days } = parse<Days>(said)
  expect(days).toHaveLength(7)
  if (fresh) expect(days[0]?.vendors).toMatchObject({ sent: expect.any(Number) })
  else expect(said.stderr).toMatch(/limits how often|seconds|s\./)
  const none = await world.run(['channel', 'statistics', 'upyun', '--lang', 'en'])
  expect([none.status, none.stderr]).toEqual([
    1,
    expect.stringContaining('tells no counts of its own'),
  ])
})

test('channel check-words: 1 with the words, 0 without', async () => {
  const found = await world.run([
    ...['channel', 'check-words', 'smsadmin', '--lang', 'en'],
    ...['--text', '代开发票', '--text', '您好'],
  ])
  expect([found.status, found.stdout]).toEqual([1, expect.stringContaining('发票')])
  const none = await world.run(['channel', 'check-words', 'smsadmin', '--text', '您好', '--json'])
  expect([none.status, parse(none)]).toEqual([0, { words: [], checked: ['您好'] }])
})

test('batch send --hold vendor hands over now; refused where the vendor holds nothing', async () => {
  const { path } = world.writeFile(3)
  const at = soon(60)
  const held = await world.run([
    ...['batch', 'send', '--channel', 'smsadmin', '--template', '收入', '--file', path],
    ...['--at', at, '--hold', 'vendor', '--yes', '--json'],
  ])
  expect(held.stderr).toBe('')
  const { id, state } = parse<{ id: string; state: string }>(held)
  expect(state).toBe('sending')
  await vi.waitFor(async () => {
    const { rows } = await world.console.ctx.db.execute(
      sql`select count(*)::int as n from messages where batch_id = ${id} and status = 'submitted'`,
    )
    expect(rows).toEqual([{ n: 3 }])
  }, 45_000)
  const shown = await world.run(['batch', 'show', id, '--lang', 'en'])
  expect(shown.stdout).toMatch(/held by the vendor/)
  const refused = await world.run([
    ...send('infocloud', path, '--at', at, '--hold', 'vendor', '--yes', '--lang', 'en'),
  ])
  expect([refused.status, refused.stderr]).toEqual([
    1,
    expect.stringContaining('holds no messages'),
  ])
  const early = await world.run([
    ...['batch', 'send', '--channel', 'smsadmin', '--template', '收入', '--file', path],
    ...['--at', soon(1), '--hold', 'vendor', '--yes', '--allow-repeat', '--lang', 'en'],
  ])
  expect([early.status, early.stderr]).toEqual([1, expect.stringContaining('minutes ahead')])
  const noTime = await world.run(send('infocloud', path, '--hold', 'vendor', '--yes'))
  expect(noTime.status).toBe(2)
})

test('message records asks the vendor for one message', async () => {
  await vi.waitFor(
    async () => {
      await world.run(['template', 'sync'])
      const { rows } = await world.console.ctx.db.execute(
        sql`select 1 from templates where id = ${world.templates.upyun.id} and review_status = 'approved'`,
      )
      expect(rows).toHaveLength(1)
    },
    { timeout: 45_000, interval: 300 },
  )
  const { path } = world.writeFile(1)
  const sent = await world.run(send('upyun', path, '--yes', '--wait', '--json'))
  const { id } = parse<{ id: string }>(sent)
  const { messages } = await world.ask<{ messages: { id: number }[] }>([
    ...['message', 'list', '--batch', id],
  ])
  const found = await world.ask<{ records: object[] }>([
    ...['message', 'records', String(messages[0]?.id)],
  ])
  expect(found.records).toMatchObject([{ same: true, segments: 1 }])
})
