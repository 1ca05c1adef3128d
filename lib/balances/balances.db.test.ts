import { eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { balances } from '#db/schema/balances.ts'
import { channels } from '#db/schema/channels.ts'
import { addSandboxChannel, createWorld } from '#lib/channels/testing/world.ts'
import { updateChannel } from '#lib/channels/update.ts'
import { pollDue } from './poll-due.ts'
import { balanceHistory, latestBalances } from './queries.ts'
import { storeQuotas } from './store.ts'

let world: Awaited<ReturnType<typeof createWorld>>
beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world.close())

const at = (text: string) => new Date(text)
const general = (amount: number) => [{ unit: 'messages' as const, name: 'general', amount }]

it('writes an unchanged figure again only after an hour', async () => {
  const id = await addSandboxChannel(world, 'upyun', 'figures')
  await storeQuotas(world.ctx.db, id, general(10), at('2026-01-01T00:00:00Z'))
  await storeQuotas(world.ctx.db, id, general(10), at('2026-01-01T00:59:00Z'))
  await storeQuotas(world.ctx.db, id, general(9.5), at('2026-01-01T00:59:30Z'))
  await storeQuotas(world.ctx.db, id, general(9.5), at('2026-01-01T02:00:00Z'))
  const rows = await world.ctx.db.select().from(balances).where(eq(balances.channelId, id))
  expect(rows.map(({ amount }) => Number(amount))).toEqual([10, 9.5, 9.5])
})

it('marks what is under the threshold, but not a kind that was never bought', async () => {
  const id = await addSandboxChannel(world, 'upyun', 'threshold')
  await updateChannel(world.ctx, { id, lowBalance: '100' })
  const quotas = [...general(99), { unit: 'messages' as const, name: 'vip', amount: 0 }]
  await storeQuotas(world.ctx.db, id, quotas, new Date())
  const found = (await latestBalances(world.ctx)).find(({ channelId }) => channelId === id)
  expect(found?.quotas.map(({ name, low }) => [name, low])).toEqual([
    ['general', true],
    ['vip', false],
  ])
})

it('gives the history with the figure that stood when it began', async () => {
  const id = await addSandboxChannel(world, 'upyun', 'history')
  const ago = (hours: number) => new Date(Date.now() - hours * 3_600_000)
  await storeQuotas(world.ctx.db, id, general(50), ago(30))
  await storeQuotas(world.ctx.db, id, general(40), ago(24.5))
  await storeQuotas(world.ctx.db, id, general(30), ago(3))
  const day = await balanceHistory(world.ctx, { channelId: id, days: 1 })
  expect(day.map(({ amount }) => amount)).toEqual([40, 30])
  const week = await balanceHistory(world.ctx, { channelId: id, days: 7 })
  expect(week.map(({ amount }) => amount)).toEqual([50, 40, 30])
})

it('polls what is due, once, and stores trouble beside its channel', async () => {
  await world.ctx.db.update(channels).set({ balancePolledAt: sql`now()` })
  const good = await addSandboxChannel(world, 'infocloud', 'good')
  const bad = await addSandboxChannel(world, 'upyun', 'bad')
  await updateChannel(world.ctx, { id: bad, credentials: { token: 'wrong' } })
  expect(await pollDue(world.ctx)).toBe(2)
  expect(await pollDue(world.ctx)).toBe(0)
  const found = new Map((await latestBalances(world.ctx)).map((one) => [one.channelId, one]))
  expect(found.get(good)?.quotas.length).toBeGreaterThan(0)
  expect(found.get(good)?.trouble).toBeNull()
  expect(found.get(bad)?.trouble).toMatchObject({ code: 'INVALID_CREDENTIALS' })
})
