import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { auditEntries } from '#db/schema/audit.ts'
import { batches } from '#db/schema/batches.ts'
import { channels } from '#db/schema/channels.ts'
import { messages } from '#db/schema/messages.ts'
import { templates } from '#db/schema/templates.ts'
import { createTestDatabase, type TestDatabase } from '#db/testing.ts'
import { changeSettings } from '#lib/settings/change-settings.ts'
import { as, makeUser } from '#lib/users/testing.ts'
import { approveBatch } from './approve.ts'
import { countsOf } from './queries.ts'
import { testSend } from './test-send.ts'
import { createDraftWorld } from './testing/draft-world.ts'

let database: TestDatabase
let world: Awaited<ReturnType<typeof createDraftWorld>>

beforeAll(async () => {
  database = await createTestDatabase()
  world = await createDraftWorld(database.url)
})
afterAll(async () => {
  await world?.close()
  await database?.drop()
})

const ask = (phone: string, values: string[], key: string = randomUUID()) => {
  const { ctx, channelId, templateId } = world
  return testSend(ctx, { channelId, templateId, phone, values, key })
}

test('makes a batch of one that may be claimed at once, and says so in the audit log', async () => {
  const { ctx } = world
  const { id } = await ask('+86 138 0013 8000', ['张三', '1.00'])
  const [batch] = await ctx.db.select().from(batches).where(eq(batches.id, id))
  const [message] = await ctx.db.select().from(messages).where(eq(messages.batchId, id))
  expect(batch).toMatchObject({ state: 'sending', recipientCount: 1, price: '0.0450' })
  expect(batch).toMatchObject({ firstId: message?.id, nextId: message?.id, lastId: message?.id })
  expect(message).toMatchObject({
    phone: '13800138000',
    values: ['张三', '1.00'],
    status: 'queued',
  })
  expect(message?.createdAt).toEqual(batch?.createdAt)
  expect((await countsOf(ctx, id)).queued).toBe(1)
  const [entry] = await ctx.db.select().from(auditEntries).where(eq(auditEntries.targetId, id))
  expect(entry).toMatchObject({ action: 'batch.test', details: { phone: '138****8000' } })
})

test('the same request made again, or twice at once, sends one text; another phone or text is another', async () => {
  const { ctx } = world
  const key = randomUUID()
  const values = ['张三', '2.00']
  const before = await ctx.db.$count(messages)
  const [first, second] = await Promise.all([
    ask('13800138001', values, key),
    ask('13800138001', values, key),
  ])
  expect(second.id).toBe(first.id)
  expect((await ask('13800138001', values, key)).id).toBe(first.id)
  expect(await ctx.db.$count(messages)).toBe(before + 1)
  expect((await countsOf(ctx, first.id)).queued).toBe(1)
  const others = [await ask('13800138002', values, key), await ask('13800138001', values)]
  expect(new Set([first.id, ...others.map(({ id }) => id)]).size).toBe(3)
})

test('where a batch of one needs a second person a test does too', async () => {
  const { ctx } = world
  const system = { ...ctx, actor: { ...ctx.actor, role: 'administrator' as const } }
  await changeSettings(system, { approvalThreshold: 2 })
  expect(await ask('13800138003', ['a', '1'])).toMatchObject({ state: 'sending' })
  await changeSettings(system, { approvalThreshold: 1 })
  const { id, state } = await ask('13800138003', ['a', '1'])
  expect(state).toBe('awaiting_approval')
  await expect(approveBatch(ctx, { batchId: id })).rejects.toMatchObject({ code: 'own_approval' })
  const other = await makeUser(ctx, 'approver@example.com', 'approver')
  expect(await approveBatch(as(ctx, other), { batchId: id })).toEqual({ state: 'sending' })
  await changeSettings(system, { approvalThreshold: null })
})

test('refuses what an import would refuse, at its field', async () => {
  await expect(ask('12345', ['a', '1'])).rejects.toMatchObject({
    code: 'refused_not_mobile',
    field: 'phone',
  })
  await expect(ask('13800138000', ['a', ''])).rejects.toMatchObject({
    code: 'refused_empty_variable',
    params: { name: '金额' },
    field: 'values.1',
  })
})

test('needs an open channel and an approved template', async () => {
  const { ctx, channelId, templateId } = world
  const { db } = ctx
  await db.update(templates).set({ reviewStatus: 'review' }).where(eq(templates.id, templateId))
  await expect(ask('13800138000', ['a', '1'])).rejects.toMatchObject({
    code: 'template_not_approved',
  })
  await db.update(channels).set({ state: 'paused' }).where(eq(channels.id, channelId))
  await expect(ask('13800138000', ['a', '1'])).rejects.toMatchObject({ code: 'channel_paused' })
})
