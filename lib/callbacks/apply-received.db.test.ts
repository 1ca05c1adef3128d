import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Db } from '#db/client.ts'
import { inboundMessages, rawCallbacks } from '#db/schema/reports.ts'
import { addSandboxChannel, createWorld } from '#lib/channels/testing/world.ts'
import { HeldParams } from '#lib/reports/held-filter.ts'
import { listUnreadable } from '#lib/reports/list-unreadable.ts'
import { readAgain } from '#lib/reports/read-again.ts'
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

test('rows that cannot be read are counted beside those that were applied, and kept', async () => {
  const channelId = await addSandboxChannel(world, 'zhuanxinyun', 'rows')
  const { appKey } = world.sandbox.accounts.zhuanxinyun
  const row = (phone: string) =>
    `<mo><src_id>${phone}</src_id><dest_id>1069</dest_id><content>T</content></mo>`
  const rows = row('8613800138000') + row('10086') + row('8613800138001')
  const body = Buffer.from(
    `<?xml version="1.0"?><xml><head><app_key>${appKey}</app_key></head><body>${rows}</body></xml>`,
  )
  const push = { channelId, source: 'push', method: 'POST', query: '', contentType: '' } as const
  await world.ctx.db.insert(rawCallbacks).values({ ...push, body })
  expect(await applyReceived(world.ctx)).toBe(1)
  // Read again, the rows that were applied change nothing.
  await readAgain(world.ctx, { channelId })
  expect(await applyReceived(world.ctx)).toBe(1)
  expect(await world.ctx.db.$count(inboundMessages)).toBe(2)
  const { rows: shown } = await listUnreadable(world.ctx, HeldParams.parse({ channel: channelId }))
  expect(shown).toMatchObject([
    {
      failure: 'bad_response',
      problem: 'rows_left',
      words: '1 3',
      size: body.length,
    },
  ])
})
