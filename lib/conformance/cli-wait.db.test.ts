import { sql } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { type Batch, type CliConsole, openCliConsole, parse, send } from './cli.fixture.ts'
import { waitForCounts } from './console.fixture.ts'

vi.setConfig({ testTimeout: 90_000, hookTimeout: 180_000 })

let world: CliConsole
beforeAll(async () => {
  world = await openCliConsole(['infocloud', 'upyun'])
})
afterEach(() => world.console.sandbox.control.clearFaults())
afterAll(() => world.close())

describe('exit status with --wait', () => {
  test('3 when the vendor refuses', async () => {
    // The call of two, and then each of them alone; nothing else that a worker asks meanwhile.
    for (const [path, count] of [
      ['/message/sendBatch', 1],
      ['/message/send', 2],
    ] as const) {
      world.console.sandbox.control.addFault({
        ...{ vendor: 'infocloud', fault: 'refuse', code: '60004' },
        ...{ path, count },
      })
    }
    const said = await world.run(
      send('infocloud', world.writeFile(2).path, '--yes', '--wait', '--json'),
    )
    expect(parse<Batch>(said).counts).toMatchObject({ rejected: 2, submitted: 0 })
    expect(said.status).toBe(3)
  })

  test('3 when a recipient is blocked', async () => {
    const { path: file, last } = world.writeFile(2)
    await world.console.ctx.db.execute(
      sql`insert into blocklist (phone, reason) values (${last}, 'test')`,
    )
    const said = await world.run(send('infocloud', file, '--yes', '--wait', '--json'))
    expect(parse<Batch>(said).counts).toMatchObject({ blocked: 1 })
    expect(said.status).toBe(3)
  })

  test('4 when some are unconfirmed', async () => {
    world.console.sandbox.control.addFault({
      vendor: 'infocloud',
      path: '/message/sendBatch',
      fault: 'html-200',
      accepts: false,
      count: 1,
    })
    const said = await world.spawn(
      send('infocloud', world.writeFile(2).path, '--yes', '--wait', '--json'),
    )
    expect(parse<Batch>(said).counts).toMatchObject({ unknown: 2 })
    expect(said.status).toBe(4)
  })

  test('an empty account pauses the batch: says why and ends with 3; it can go on', async () => {
    const before = world.console.sandbox.control.balance('infocloud')
    const empty = Object.fromEntries(Object.keys(before).map((name) => [name, 0]))
    world.console.sandbox.control.setBalance('infocloud', empty)
    const said = await world.run(
      send('infocloud', world.writeFile(2).path, '--yes', '--wait', '--json'),
    )
    world.console.sandbox.control.setBalance('infocloud', before)
    expect(said).toMatchObject({ status: 3 })
    expect(said.stderr).toMatch(/batch is paused: .*40002.*sms batch resume/)
    const { id, state, counts } = parse<Batch>(said)
    expect({ state, counts }).toMatchObject({ state: 'paused', counts: { queued: 2 } })
    expect(await world.ask<Batch>(['batch', 'resume', id])).toMatchObject({ id, state: 'sending' })
    await waitForCounts(world.console.ctx, id, (now) => now.delivered === 2)
  })

  test('above the approval threshold it awaits approval, with and without --wait', async () => {
    await world.console.ctx.db.execute(
      sql`insert into settings (key, value) values ('approvalThreshold', '2')`,
    )
    try {
      const left = await world.run(send('infocloud', world.writeFile(2).path, '--yes', '--json'))
      expect(left).toMatchObject({ status: 0 })
      expect(left.stderr).toContain('awaits the approval')
      const { id, state } = parse<Batch>(left)
      expect(state).toBe('awaiting_approval')
      const waited = await world.run(
        send('infocloud', world.writeFile(2).path, '--yes', '--wait', '--json'),
      )
      expect(waited).toMatchObject({ status: 3 })
      expect(waited.stderr).toContain('awaits the approval')
      const canceled = await world.ask<Batch>(['batch', 'cancel', id])
      expect(canceled).toMatchObject({ state: 'canceled', counts: { queued: 0, canceled: 2 } })
    } finally {
      await world.console.ctx.db.execute(sql`delete from settings where key = 'approvalThreshold'`)
    }
  })

  test('130 after Ctrl-C; the batch stays as it is and can be taken back', async () => {
    const at = new Date(Date.now() + 3_600_000).toISOString()
    const args = send('infocloud', world.writeFile(2).path, '--yes', '--wait', '--json', '--at', at)
    const said = await world.spawn(args, {
      onNote: (text, interrupt) => text.includes('waits for') && interrupt(),
    })
    expect(said).toMatchObject({ status: 130 })
    const { id, state } = parse<Batch>(said)
    expect(said.stderr).toContain(`sms batch show ${id}`)
    expect(state).toBe('scheduled')
    expect(await world.ask(['batch', 'cancel', id])).toMatchObject({ state: 'canceled' })
    expect((await world.actionsOf(id)).at(-1)).toBe('batch.cancel cli cli')
    const again = await world.run(['batch', 'cancel', id])
    expect(again).toMatchObject({ status: 1, stdout: '' })
    expect(again.stderr).toContain('A batch that is Canceled cannot do this.')
  })

  test('with --at it waits for the time, then sends', async () => {
    const at = new Date(Date.now() + 6_000).toISOString()
    const said = await world.run(
      send('infocloud', world.writeFile(1).path, '--yes', '--wait', '--json', '--at', at),
    )
    expect(said.status).toBe(0)
    expect(parse<Batch>(said).counts.queued).toBe(0)
    expect(Date.now()).toBeGreaterThan(Date.parse(at))
  })
})

test('a paused channel is no reason to wait for ever, nor to send', async () => {
  await world.ask(['channel', 'pause', 'infocloud'])
  const said = await world.run(send('infocloud', world.writeFile(1).path, '--yes', '--wait'))
  expect(said).toMatchObject({ status: 1, stdout: '' })
  expect(said.stderr).toContain('is paused. Resume it first.')
  await world.ask(['channel', 'resume', 'infocloud'])
  const { rows } = await world.console.ctx.db.execute(
    sql`select id from batches where state = 'draft'`,
  )
  expect(rows).toEqual([])
})
