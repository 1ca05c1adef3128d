import { eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Db } from '#db/client.ts'
import { batches } from '#db/schema/batches.ts'
import { inboundMessages } from '#db/schema/reports.ts'
import { createTestDatabase, type TestDatabase } from '#db/testing.ts'
import { cancelBatch } from '#lib/batches/cancel.ts'
import { confirmBatch } from '#lib/batches/confirm.ts'
import { createDraft } from '#lib/batches/create-draft.ts'
import { draftRest } from '#lib/batches/draft-rest.ts'
import { importRecipients } from '#lib/batches/import-recipients.ts'
import { startDue } from '#lib/batches/start-due.ts'
import { createDraftWorld, upload } from '#lib/batches/testing/draft-world.ts'
import { failAfter } from '#lib/batches/testing/fail-after.ts'
import { changeSettings } from '#lib/settings/change-settings.ts'
import { eraseDue } from './erase-due.ts'

let database: TestDatabase
let world: Awaited<ReturnType<typeof createDraftWorld>>
beforeAll(async () => {
  database = await createTestDatabase()
  world = await createDraftWorld(database.url)
  await changeSettings(world.ctx, { keepMessagesDays: 7, keepRepliesDays: 7 })
})
afterAll(async () => {
  await world.close()
  await database.drop()
})

const soon = () => new Date(Date.now() + 10 * 86_400_000)
async function schedule(batchId: string): Promise<string> {
  await importRecipients(world.ctx, { batchId })
  await confirmBatch(world.ctx, { batchId, scheduledAt: soon() })
  return batchId
}
async function scheduleFile(): Promise<string> {
  const { ctx, channelId, templateId } = world
  const uploadId = await upload(ctx, 'a.csv', '13800138000,a,1\n13800138001,b,2\n')
  const { id } = await createDraft(ctx, { channelId, templateId, uploadId }, { importsHere: true })
  return schedule(id)
}
const scheduleRest = async (batchId: string) =>
  schedule((await draftRest(world.ctx, { batchId }, { importsHere: true })).id)
const endedLongAgo = sql`update batches set scheduled_at = null, finished_at = now() - interval '20 days'
  where finished_at is not null`
async function eraseAll(): Promise<void> {
  await world.ctx.db.execute(endedLongAgo)
  while ((await eraseDue(world.ctx)) > 0);
}
const read = async (id: string) =>
  (await world.ctx.db.select().from(batches).where(eq(batches.id, id)))[0]
const isErased = async (id: string) => (await read(id))?.phonesErasedAt != null

test('a batch keeps its phones as long as one that is made of it, or further on, has not ended', async () => {
  const { ctx } = world
  const first = await scheduleFile()
  await cancelBatch(ctx, { batchId: first })
  const second = await scheduleRest(first)
  await eraseAll()
  expect(await isErased(first)).toBe(false)
  await cancelBatch(ctx, { batchId: second })
  const third = await scheduleRest(second)
  await eraseAll()
  expect([await isErased(first), await isErased(second)]).toEqual([false, false])
  await ctx.db.execute(sql`update batches set scheduled_at = now() where id = ${third}`)
  await startDue(ctx.db)
  expect(await read(third)).toMatchObject({ state: 'sending', pauseReason: null })
  await ctx.db.execute(sql`update batches set state = 'finished', finished_at = now()
    where id = ${third}`)
  await eraseAll()
  for (const id of [first, second, third]) expect(await isErased(id)).toBe(true)
})

test('a kind that cannot be erased does not keep the others', async () => {
  const { ctx, channelId } = world
  const at = new Date(Date.now() - 20 * 86_400_000)
  const reply = { channelId, phone: '13800138000', content: 'T', at, receivedAt: at, callbackId: 1 }
  await ctx.db.insert(inboundMessages).values({ ...reply, fingerprint: 'f' })
  const db: Db = failAfter(ctx.db, 0)
  await expect(eraseDue({ ...ctx, db })).rejects.toThrow('1 kinds not erased')
  expect((await ctx.db.select().from(inboundMessages))[0]).toMatchObject({ content: '' })
})
