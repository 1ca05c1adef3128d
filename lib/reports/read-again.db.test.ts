import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { deliveryReports, rawCallbacks } from '#db/schema/reports.ts'
import { applyReceived, countUnreadable } from '#lib/callbacks/apply-received.ts'
import { addSandboxChannel, createWorld, listAudit } from '#lib/channels/testing/world.ts'
import { updateChannel } from '#lib/channels/update.ts'
import type { Context } from '#lib/context.ts'
import { readAgain } from './read-again.ts'

let world: Awaited<ReturnType<typeof createWorld>>
let channelId: string
let apiKey: string
let phones = 0
beforeAll(async () => {
  world = await createWorld()
  channelId = await addSandboxChannel(world, 'infocloud', 'channel')
  apiKey = world.sandbox.accounts.infocloud.apiKey ?? ''
})
afterAll(() => world.close())

/** A push that names an account, about as many phones that nobody knows. */
async function push(name: string, count = 1): Promise<void> {
  const rows = Array.from({ length: count }, () => {
    const report = {
      bid: 'x',
      arriveResult: 'DELIVRD',
      tel: `138${String(phones++).padStart(8, '0')}`,
    }
    const body = Buffer.from(JSON.stringify({ apiKey: name, data: [report] }))
    return { channelId, source: 'push', method: 'POST', query: '', contentType: '', body } as const
  })
  await world.ctx.db.insert(rawCallbacks).values(rows)
}
const setKey = (name: string) =>
  updateChannel(world.ctx, { id: channelId, credentials: { apiKey: name } })
/** Each report is parked once it is read, for its message is not ours. */
const countRead = () => world.ctx.db.$count(deliveryReports)
const as = (role: Context['actor']['role']): Context => ({
  ...world.ctx,
  actor: { ...world.ctx.actor, role },
})

test('what was pushed before the credentials changed is read with those of then', async () => {
  await push(apiKey, 150)
  await setKey('second')
  expect([await countRead(), await countUnreadable(world.ctx.db)]).toEqual([150, 0])
})

test('what named the new account before the console knew it is read by itself', async () => {
  await push('third', 2)
  expect(await applyReceived(world.ctx)).toBe(2)
  expect(await countUnreadable(world.ctx.db)).toBe(2)
  await setKey('third')
  expect(await applyReceived(world.ctx)).toBe(2)
  expect([await countRead(), await countUnreadable(world.ctx.db)]).toEqual([152, 0])
})

test('what still names the old account waits for whoever sets that once more', async () => {
  await push('second')
  await applyReceived(world.ctx)
  expect(await countUnreadable(world.ctx.db)).toBe(1)
  await setKey('second')
  await setKey('third')
  expect([await countRead(), await countUnreadable(world.ctx.db)]).toEqual([153, 0])
})

test('credentials do not change while something cannot be read with the old ones', async () => {
  await push('third')
  const gone = () => Promise.reject(new Error('gone'))
  const db = Object.assign(Object.create(world.ctx.db), { transaction: gone })
  const input = { id: channelId, credentials: { apiKey: 'fourth' } }
  await expect(updateChannel({ ...world.ctx, db }, input)).rejects.toMatchObject({
    code: 'pushes_waiting',
    params: { count: 1 },
  })
  expect(await applyReceived(world.ctx)).toBe(1)
})

test('unreadable pushes of a channel are read again, by operators, and that is on record', async () => {
  const { db } = world.ctx
  const body = Buffer.from('{"apiKey":"third"')
  const row = { source: 'push', method: 'POST', query: '', contentType: '', body } as const
  await db.insert(rawCallbacks).values([
    { channelId, ...row },
    { channelId, ...row, body: Buffer.from(''), state: 'unreadable' },
  ])
  expect(await applyReceived(world.ctx)).toBe(1)
  await expect(readAgain(as('viewer'), { channelId })).rejects.toMatchObject({ code: 'forbidden' })
  await expect(readAgain(as('operator'), { channelId: crypto.randomUUID() })).rejects.toMatchObject(
    { code: 'not_found' },
  )
  // Whatever the reason was, it is there no more.
  const mended = Buffer.from(
    `{"apiKey":"third","data":[{"bid":"x","arriveResult":"1","tel":"13900000000"}]}`,
  )
  await db.update(rawCallbacks).set({ body: mended }).where(eq(rawCallbacks.body, body))
  const before = await countRead()
  expect(await readAgain(as('operator'), { channelId })).toEqual({ pushes: 1 })
  expect(await applyReceived(world.ctx)).toBe(1)
  expect((await countRead()) - before).toBe(1)
  expect(await countUnreadable(db)).toBe(1)
  expect((await listAudit(world)).at(-1)).toEqual({
    action: 'report.read_again',
    details: { name: 'channel', pushes: 1 },
  })
})
