import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { askSms, runSms } from '#lib/cli/testing/run-sms.ts'
import { openConsole, type TestConsole, waitForCounts } from './console.fixture.ts'

vi.setConfig({ testTimeout: 90_000 })

type Batch = { id: string; state: string; counts: Record<string, number> }
type Messages = { messages: Record<string, unknown>[]; next: string | null }

let console: TestConsole
let folder: string
beforeAll(async () => {
  console = await openConsole({ reportDelayMs: [50, 200] })
  console.startWorker()
  folder = mkdtempSync(join(tmpdir(), 'sms-cli-'))
  await addBoth()
})
afterEach(() => console.sandbox.control.clearFaults())
afterAll(async () => {
  await console.close()
  rmSync(folder, { recursive: true })
})

const ask = <T>(args: string[], input?: string) =>
  askSms<T>(console.variables, args, input === undefined ? {} : { input })
const run = (args: string[], options: Parameters<typeof runSms>[2] = {}) =>
  runSms(console.variables, args, options)
const actionsOf = async (id: string) => {
  const { rows } = await console.ctx.db.execute<{ action: string; via: string; name: string }>(
    sql`select action, via, actor_name as name from audit_entries where target_id = ${id} order by id`,
  )
  return rows.map(({ action, via, name }) => `${action} ${via} ${name.split(':')[0]}`)
}

let templates: { id: string; reviewStatus: string }[]

/** One channel and one template at each of the two vendors, all by the command line. */
async function addBoth(): Promise<void> {
  const { sandbox } = console
  for (const vendor of ['infocloud', 'upyun'] as const) {
    const key = join(folder, `${vendor}.json`)
    writeFileSync(key, JSON.stringify(sandbox.accounts[vendor]))
    const channel = ['--vendor', vendor, '--name', vendor, '--base-url', sandbox.urls[vendor]]
    await ask(['channel', 'add', ...channel, '--credentials', key, '--set', 'price=0.05'])
  }
  const { callbackUrl } = await ask<{ callbackUrl: string }>(['channel', 'show', 'infocloud'])
  sandbox.control.setPush('infocloud', 'reports', callbackUrl)
  const add = (channel: string, ...more: string[]) => [
    ...['template', 'add', '--channel', channel, '--title', '收入', '--signature', '云通信'],
    ...['--category', 'notification', '--text', '{姓名}您好，本次收入{金额}元。', ...more],
  ]
  templates = [
    await ask(add('infocloud', '--vendor-id', '860000000000000001')),
    await ask(add('upyun', '--set', 'signLocation=bottom')),
  ]
}

let phone = 13_900_000_000
/** A file of so many new phones. */
function writeFile(rows: number, ending?: string): string {
  const path = join(folder, `people-${phone}.csv`)
  const lines = Array.from({ length: rows }, (_, n) => {
    phone += 1
    return `${ending ? `${String(phone).slice(0, 7)}${ending}` : phone},张${n},${n}.5`
  })
  writeFileSync(path, ['手机号,姓名,金额', ...lines].join('\n'))
  return path
}
const send = (channel: string, file: string, ...more: string[]) => [
  ...['batch', 'send', '--channel', channel, '--template', '收入', '--file', file, ...more],
]
const parse = <T>(said: { stdout: string }): T => JSON.parse(said.stdout)

describe('the main job with each vendor', () => {
  test('infocloud: 0 when all went out; reports come in; messages are listed, masked or not', async () => {
    const said = await run(send('infocloud', writeFile(12), '--yes', '--wait', '--json'))
    expect(said.status).toBe(0)
    const { id, counts } = parse<Batch>(said)
    expect(Object.keys(parse(said) as object)).toEqual(['id', 'state', 'counts'])
    expect(Object.keys(counts)).toEqual(
      'queued submitting submitted delivered failed rejected blocked unknown canceled unreported'.split(
        ' ',
      ),
    )
    await waitForCounts(console.ctx, id, (now) => now.delivered === 12)
    const shown = await ask<Batch>(['batch', 'show', id])
    expect(shown).toMatchObject({ id, state: 'finished', counts: { delivered: 12, queued: 0 } })

    const page = await ask<Messages>(['message', 'list', '--batch', id, '--limit', '10'])
    expect(page.messages).toHaveLength(10)
    expect(Object.keys(page.messages[0] ?? {})).toEqual(
      'id batchId phone text status segments reference vendorMessageId reportCode reportedAt'.split(
        ' ',
      ),
    )
    expect(page.messages[0]).toMatchObject({
      batchId: id,
      phone: expect.stringMatching(/^139\*{4}\d{4}$/),
      text: '【云通信】张11您好，本次收入11.5元。',
      status: 'delivered',
      segments: 1,
      reference: expect.stringMatching(/^\w{20,32}$/),
      reportedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d.*Z$/),
    })
    const rest = ['message', 'list', '--batch', id, '--cursor', page.next ?? '', '--reveal']
    const last = await ask<Messages>(rest)
    expect(last).toMatchObject({ next: null, messages: [{}, {}] })
    expect(last.messages[0]?.phone).toMatch(/^139\d{8}$/)
    const one = await ask<Messages>(['message', 'list', '--phone', String(last.messages[0]?.phone)])
    expect(one.messages.map((message) => message.id)).toEqual([last.messages[0]?.id])
    const { rows } = await console.ctx.db.execute(
      sql`select via, details from audit_entries where action = 'message.reveal' order by id`,
    )
    expect(rows).toEqual([{ via: 'cli', details: { count: 2, filter: { batchId: id } } }])
    const actions = await actionsOf(id)
    expect(actions).toEqual(['batch.draft cli cli', 'batch.confirm cli cli'])
  })

  test('upyun: made at the vendor, sendable once reviewed', async () => {
    expect(templates[1]?.reviewStatus).toBe('review')
    await vi.waitFor(
      async () => {
        await ask(['template', 'sync', '--channel', 'upyun'])
        const { templates: all } = await ask<{ templates: { sendable: boolean }[] }>([
          ...['template', 'list', '--channel', 'upyun'],
        ])
        expect(all).toMatchObject([{ title: '收入', reviewStatus: 'approved', sendable: true }])
      },
      { timeout: 30_000, interval: 500 },
    )
    const said = await run(send('upyun', writeFile(3), '--yes', '--wait'))
    expect(said).toMatchObject({ status: 0 })
    expect(said.stdout).toContain('Submitted')
    const { entries } = console.sandbox.control.accepted('upyun')
    expect(entries.map(({ text }) => text)).toContain('张0您好，本次收入0.5元。【云通信】')
  })
})

describe('exit status with --wait', () => {
  test('3 when the vendor refuses', async () => {
    console.sandbox.control.addFault({
      vendor: 'infocloud',
      path: '/message/sendBatch',
      fault: 'refuse',
      code: '40005',
      count: 1,
    })
    const said = await run(send('infocloud', writeFile(2), '--yes', '--wait', '--json'))
    expect(parse<Batch>(said).counts).toMatchObject({ rejected: 2, submitted: 0 })
    expect(said.status).toBe(3)
  })

  test('3 when a recipient is blocked', async () => {
    const file = writeFile(2)
    await console.ctx.db.execute(
      sql`insert into blocklist (phone, reason) values (${String(phone)}, 'test')`,
    )
    const said = await run(send('infocloud', file, '--yes', '--wait', '--json'))
    expect(parse<Batch>(said).counts).toMatchObject({ blocked: 1 })
    expect(said.status).toBe(3)
  })

  test('4 when some are unconfirmed', async () => {
    console.sandbox.control.addFault({
      vendor: 'infocloud',
      path: '/message/sendBatch',
      fault: 'html-200',
      accepts: false,
      count: 1,
    })
    const said = await run(send('infocloud', writeFile(2), '--yes', '--wait', '--json'))
    expect(parse<Batch>(said).counts).toMatchObject({ unknown: 2 })
    expect(said.status).toBe(4)
  })

  test('an empty account pauses the batch: says why and ends with 3; it can go on', async () => {
    const before = console.sandbox.control.balance('infocloud')
    const empty = Object.fromEntries(Object.keys(before).map((name) => [name, 0]))
    console.sandbox.control.setBalance('infocloud', empty)
    const said = await run(send('infocloud', writeFile(2), '--yes', '--wait', '--json'))
    console.sandbox.control.setBalance('infocloud', before)
    expect(said).toMatchObject({ status: 3 })
    expect(said.stderr).toMatch(/batch is paused: .*40002.*sms batch resume/)
    const { id, state, counts } = parse<Batch>(said)
    expect({ state, counts }).toMatchObject({ state: 'paused', counts: { queued: 2 } })
    expect(await ask<Batch>(['batch', 'resume', id])).toMatchObject({ id, state: 'sending' })
    await waitForCounts(console.ctx, id, (now) => now.delivered === 2)
  })

  test('above the approval threshold it awaits approval, with and without --wait', async () => {
    await console.ctx.db.execute(
      sql`insert into settings (key, value) values ('approvalThreshold', '2')`,
    )
    try {
      const left = await run(send('infocloud', writeFile(2), '--yes', '--json'))
      expect(left).toMatchObject({ status: 0 })
      expect(left.stderr).toContain('awaits the approval')
      const { id, state } = parse<Batch>(left)
      expect(state).toBe('awaiting_approval')
      const waited = await run(send('infocloud', writeFile(2), '--yes', '--wait', '--json'))
      expect(waited).toMatchObject({ status: 3 })
      expect(waited.stderr).toContain('awaits the approval')
      const canceled = await ask<Batch>(['batch', 'cancel', id])
      expect(canceled).toMatchObject({ state: 'canceled', counts: { queued: 0, canceled: 2 } })
    } finally {
      await console.ctx.db.execute(sql`delete from settings where key = 'approvalThreshold'`)
    }
  })

  test('130 after Ctrl-C; the batch stays as it is and can be taken back', async () => {
    const at = new Date(Date.now() + 3_600_000).toISOString()
    const args = send('infocloud', writeFile(2), '--yes', '--wait', '--json', '--at', at)
    const said = await run(args, {
      onNote: (text, interrupt) => text.includes('waits for') && interrupt(),
    })
    expect(said).toMatchObject({ status: 130 })
    const { id, state } = parse<Batch>(said)
    expect(said.stderr).toContain(`sms batch show ${id}`)
    expect(state).toBe('scheduled')
    expect(await ask(['batch', 'cancel', id])).toMatchObject({ state: 'canceled' })
    expect((await actionsOf(id)).at(-1)).toBe('batch.cancel cli cli')
    const again = await run(['batch', 'cancel', id])
    expect(again).toMatchObject({ status: 1, stdout: '' })
    expect(again.stderr).toContain('A batch that is Canceled cannot do this.')
  })

  test('with --at it waits for the time, then sends', async () => {
    const at = new Date(Date.now() + 6_000).toISOString()
    const said = await run(send('infocloud', writeFile(1), '--yes', '--wait', '--json', '--at', at))
    expect(said.status).toBe(0)
    expect(parse<Batch>(said).counts.queued).toBe(0)
    expect(Date.now()).toBeGreaterThan(Date.parse(at))
  })
})

test('a paused channel is no reason to wait for ever, nor to send', async () => {
  await ask(['channel', 'pause', 'infocloud'])
  const said = await run(send('infocloud', writeFile(1), '--yes', '--wait'))
  expect(said).toMatchObject({ status: 1, stdout: '' })
  expect(said.stderr).toContain('is paused. Resume it first.')
  await ask(['channel', 'resume', 'infocloud'])
  const { rows } = await console.ctx.db.execute(sql`select id from batches where state = 'draft'`)
  expect(rows).toEqual([])
})

test('testing a channel, balances and replies', async () => {
  expect(await ask(['channel', 'test', 'upyun'])).toMatchObject({ ok: true })
  const { balances } = await ask<{ balances: object[] }>(['balance', 'list'])
  expect(balances).toMatchObject([{ channel: 'infocloud' }, { channel: 'upyun', trouble: null }])
  const wrong = JSON.stringify({ token: 'wrong' })
  const add = ['channel', 'add', '--vendor', 'upyun', '--name', 'wrong', '--credentials', '-']
  await ask([...add, '--base-url', console.sandbox.urls.upyun], wrong)
  const failed = await run(['channel', 'test', 'wrong', '--json'])
  expect(failed).toMatchObject({ status: 1 })
  expect(parse(failed)).toMatchObject({ ok: false, failure: 'unauthorized' })
  expect(failed.stderr).toContain('did not let us in')
  expect(await ask(['inbound', 'list'])).toEqual({ inbound: [], next: null })
  expect(await ask(['health'])).toEqual({ ok: true, database: 'ok', worker: 'ok', workers: 1 })
})
