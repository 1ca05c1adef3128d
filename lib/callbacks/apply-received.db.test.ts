import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Db } from '#db/client.ts'
import { rawCallbacks } from '#db/schema/reports.ts'
import { addSandboxChannel, createWorld } from '#lib/channels/testing/world.ts'
import { applyReceived } from './apply-received.ts'

let world: Awaited<ReturnType<typeof createWorld>>
beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world.close())

/** A database that goes away after `count` transactions. */
function failAfter(count: number): Db {
  let left = count
  const transaction: Db['transaction'] = (work, config) =>
    left-- > 0 ? world.ctx.db.transaction(work, config) : Promise.reject(new Error('gone'))
  return Object.assign(Object.create(world.ctx.db), { transaction })
}

test('a turn that the database ended has still done what it did, and only an empty one has failed', async () => {
  const channelId = await addSandboxChannel(world, 'infocloud', 'channel')
  const push = { channelId, source: 'push', method: 'POST', query: '', contentType: '' } as const
  const body = Buffer.from('not readable')
  await world.ctx.db.insert(rawCallbacks).values([1, 2, 3].map(() => ({ ...push, body })))
  const leftOver = () => world.ctx.db.$count(rawCallbacks, eq(rawCallbacks.state, 'received'))
  expect(await applyReceived({ ...world.ctx, db: failAfter(2) })).toBe(2)
  expect(await leftOver()).toBe(1)
  await expect(applyReceived({ ...world.ctx, db: failAfter(0) })).rejects.toThrow('gone')
  expect(await applyReceived(world.ctx)).toBe(1)
  expect(await leftOver()).toBe(0)
})
