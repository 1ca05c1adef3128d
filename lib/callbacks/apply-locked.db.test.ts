import { eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { connect } from '#db/client.ts'
import { channels } from '#db/schema/channels.ts'
import { optOuts } from '#db/schema/opt-outs.ts'
import { deliveryReports, rawCallbacks } from '#db/schema/reports.ts'
import { loadAccount } from '#lib/channels/account-channels.ts'
import { loadChannel } from '#lib/channels/load.ts'
import { credentialsPlace } from '#lib/channels/open-channel.ts'
import { addSandboxChannel, createWorld } from '#lib/channels/testing/world.ts'
import { seal } from '#lib/crypto/keyring.ts'
import { seedBatch, seedCall } from '#lib/messages/testing.ts'
import { listWaiting } from '#lib/reports/list-waiting.ts'
import { retryParked } from '#lib/reports/park.ts'
import { applyReceived } from './apply-received.ts'

let world: Awaited<ReturnType<typeof createWorld>>
let locked: string
let open: string
let names = 0
beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world.close())

const push = (channelId: string, data: object[]) => {
  const { apiKey } = world.sandbox.accounts.infocloud
  const body = Buffer.from(JSON.stringify({ apiKey, data }))
  return { channelId, source: 'push', method: 'POST', query: '', contentType: '', body } as const
}
const report = { bid: 'nobody', tel: '13800138000', arriveResult: 'DELIVRD' }
const at = { arriveTime: '2611211000' }
const setCredentials = (id: string, credentials: string) =>
  world.ctx.db.update(channels).set({ credentials }).where(eq(channels.id, id))
const stateOf = (state: 'received' | 'applied', channelId: string) =>
  world.ctx.db.$count(rawCallbacks, sql`state = ${state} and channel_id = ${channelId}`)

/** What an opened seal may fail by: a key that is not there, a bit that differs, a text cut off. */
const damaged: [string, (id: string) => string][] = [
  ['sealed with a lost key', () => 'gone.AAAA'],
  ['moved from another place', () => seal(world.ctx.keys, credentialsPlace('another'), '{}')],
  ['cut off', () => 'k1.AAAA'],
]

test.each(damaged)(
  'a channel whose credentials are %s keeps its pushes, and holds up no other',
  async (_, damage) => {
    const { db } = world.ctx
    const phone = `1380013${String(1000 + names)}`
    locked = await addSandboxChannel(world, 'infocloud', `locked ${names}`)
    open = await addSandboxChannel(world, 'infocloud', `open ${names++}`)
    const { credentials } = await loadChannel(db, locked)
    await setCredentials(locked, damage(locked))
    await db.insert(rawCallbacks).values(Array.from({ length: 25 }, () => push(locked, [report])))
    await db.insert(rawCallbacks).values(push(open, [{ ...report, ...at, tel: phone }]))
    await db
      .insert(rawCallbacks)
      .values(push(open, [{ srcId: '1', tel: phone, content: 'T', ...at }]))
    expect(await applyReceived(world.ctx)).toBe(2)
    expect([await stateOf('received', locked), await stateOf('applied', open)]).toEqual([25, 2])
    expect(await db.$count(optOuts, eq(optOuts.phone, phone))).toBe(1)
    expect(await db.$count(deliveryReports, eq(deliveryReports.phone, phone))).toBe(1)
    await expect(applyReceived(world.ctx)).rejects.toThrow(`channel 'locked`)
    expect(await listWaiting(world.ctx)).toEqual([])
    await db.execute(sql`update raw_callbacks set received_at = received_at - interval '1 hour'`)
    expect(await listWaiting(world.ctx)).toMatchObject([{ channel: { id: locked }, count: 25 }])
    await setCredentials(locked, credentials)
    expect(await applyReceived(world.ctx)).toBe(25)
  },
)

test('parked reports of all vendors are tried although one channel is damaged, archived or not', async () => {
  const { db } = world.ctx
  await setCredentials(locked, 'k1.AAAA')
  await db.update(channels).set({ archivedAt: sql`now()` }).where(eq(channels.id, locked))
  expect((await loadAccount(world.ctx, db, open))?.ids).toContain(open)
  expect((await loadAccount(world.ctx, db, open))?.ids).not.toContain(locked)
  await db.execute(sql`update delivery_reports set retry_at = now()`)
  expect(await retryParked(world.ctx)).toBe(0)
  const due = sql`retry_at <= now()`
  expect(await db.$count(deliveryReports, due)).toBe(0)
})

/** A message on a channel that the vendor knows by `name`, and a parked report of it. */
async function seedParked(channelId: string, name: string, firstId: number): Promise<void> {
  const { db } = world.ctx
  const createdAt = new Date()
  const message = { phone: '13800138000', status: 'submitted' as const, vendorMessageId: name }
  const seed = { name, firstId, createdAt, messages: [message] }
  const batchId = await seedBatch(db, channelId, seed)
  const call = { batchId, channelId, messagesCreatedAt: createdAt, firstId, lastId: firstId }
  const submissionId = await seedCall(db, call)
  await db.execute(sql`update messages set submission_id = ${submissionId} where id = ${firstId}`)
  await db.insert(deliveryReports).values({
    ...{ channelId, callbackId: 1, state: 'parked', delivered: true, code: 'x', at: createdAt },
    vendorMessageId: name,
  })
}

test('a report that the database refuses waits, and the other channels are served', async () => {
  const { db } = world.ctx
  await db.execute(sql`delete from delivery_reports`)
  const owner = connect(world.database.ownerUrl, { max: 1 })
  await owner.execute(sql`alter table messages add constraint held
    check (vendor_message_id <> 'poison' or status <> 'delivered')`)
  await owner.$client.end()
  await seedParked(locked, 'poison', 1)
  await seedParked(open, 'fine', 2)
  await expect(retryParked(world.ctx)).rejects.toMatchObject({ cause: { constraint: 'held' } })
  const { rows } = await db.execute(sql`select status from messages order by id`)
  expect(rows).toEqual([{ status: 'submitted' }, { status: 'delivered' }])
  const left = await db.select().from(deliveryReports)
  expect(left).toMatchObject([{ vendorMessageId: 'poison', attempts: 1 }])
  expect(await retryParked(world.ctx)).toBe(0)
})
