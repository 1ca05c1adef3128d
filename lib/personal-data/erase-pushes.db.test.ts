import { eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { channels } from '#db/schema/channels.ts'
import { deliveryReports, inboundMessages, rawCallbacks } from '#db/schema/reports.ts'
import { applyReceived } from '#lib/callbacks/apply-received.ts'
import { loadChannel } from '#lib/channels/load.ts'
import { addSandboxChannel, createWorld } from '#lib/channels/testing/world.ts'
import { readAgain } from '#lib/reports/read-again.ts'
import { changeSettings } from '#lib/settings/change-settings.ts'
import { eraseDue } from './erase-due.ts'
import { erasePhone } from './erase-phone.ts'

let world: Awaited<ReturnType<typeof createWorld>>
let channelId: string
beforeAll(async () => {
  world = await createWorld()
  channelId = await addSandboxChannel(world, 'infocloud', 'channel')
})
afterAll(() => world.close())

const row = { source: 'push', method: 'POST', query: '', contentType: '' } as const
const replyOf = (tel: string) => ({ srcId: '1', tel, content: 'T', arriveTime: '2611211000' })
function push(apiKey: string | undefined, ...tels: string[]) {
  const body = Buffer.from(JSON.stringify({ apiKey, data: tels.map(replyOf) }))
  return world.ctx.db.insert(rawCallbacks).values({ channelId, ...row, body })
}
const repliesOf = (phone: string) =>
  world.ctx.db.$count(inboundMessages, eq(inboundMessages.phone, phone))

test('of a push that nobody could read, the phone alone is erased: others may be in it', async () => {
  const { ctx } = world
  const [phone, other] = ['13900139001', '13900139002']
  const { apiKey } = world.sandbox.accounts.infocloud
  await push('another', phone, other)
  expect(await applyReceived(ctx)).toBe(1)
  await ctx.db.update(rawCallbacks).set({ query: `a=${phone}`, problem: `no ${phone}` })
  expect(await erasePhone(ctx, { phone })).toMatchObject({ pushes: 1 })
  const [stored] = await ctx.db.select().from(rawCallbacks)
  expect(`${stored?.body} ${stored?.query} ${stored?.problem}`).not.toContain(phone)
  const body = Buffer.from(String(stored?.body).replace('another', apiKey ?? ''))
  await ctx.db.update(rawCallbacks).set({ body })
  await readAgain(ctx, { channelId })
  expect(await applyReceived(ctx)).toBe(1)
  expect([await repliesOf(phone), await repliesOf(other)]).toEqual([0, 1])
})

test('a push that waits is not erased by its age: it goes once it was applied, or could not be', async () => {
  const { db } = world.ctx
  const phone = '13900139003'
  const { apiKey } = world.sandbox.accounts.infocloud
  await db.execute(sql`delete from raw_callbacks`)
  await push(apiKey, phone)
  await push('another', phone)
  await db.execute(sql`update raw_callbacks set received_at = now() - interval '9 days'`)
  const { credentials } = await loadChannel(db, channelId)
  const setCredentials = (to: string) =>
    db.update(channels).set({ credentials: to }).where(eq(channels.id, channelId))
  await setCredentials('lost.AAAA')
  await changeSettings(world.ctx, { keepPushesDays: 7 })
  while ((await eraseDue(world.ctx)) > 0);
  const sizes = async () => {
    const rows = await db.select().from(rawCallbacks).orderBy(rawCallbacks.id)
    return rows.map(({ state, body }) => [state, body.length > 0])
  }
  expect(await sizes()).toEqual([
    ['received', true],
    ['received', true],
  ])
  await setCredentials(credentials)
  expect(await applyReceived(world.ctx)).toBe(2)
  expect(await repliesOf(phone)).toBe(1)
  const read = [
    ['applied', false],
    ['unreadable', true],
  ]
  expect(await sizes()).toEqual(read)
  // Whoever has it read again has as long as with any other.
  while ((await eraseDue(world.ctx)) > 0);
  expect(await sizes()).toEqual(read)
  await db.execute(sql`update raw_callbacks set applied_at = now() - interval '9 days'`)
  while ((await eraseDue(world.ctx)) > 0);
  expect(await sizes()).toEqual([
    ['applied', false],
    ['unreadable', false],
  ])
  expect(await readAgain(world.ctx, { channelId })).toEqual({ pushes: 0 })
  expect(await db.$count(deliveryReports)).toBe(0)
})
