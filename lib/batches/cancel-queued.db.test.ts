import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '#db/testing.ts'
import { claimCalls } from '#lib/dispatch/claim.ts'
import { abortBatch } from './abort.ts'
import { cancelEnded, cancelLeft } from './cancel-queued.ts'
import { confirmBatch } from './confirm.ts'
import { createDraft } from './create-draft.ts'
import { draftRest } from './draft-rest.ts'
import { importRecipients } from './import-recipients.ts'
import { countsOf } from './queries.ts'
import { createDraftWorld, upload } from './testing/draft-world.ts'
import { failAfter } from './testing/fail-after.ts'

let database: TestDatabase
let world: Awaited<ReturnType<typeof createDraftWorld>>
beforeAll(async () => {
  database = await createTestDatabase()
  world = await createDraftWorld(database.url)
})
afterAll(async () => {
  await world.close()
  await database.drop()
})

const count = 45_000
async function startLarge(): Promise<string> {
  const { ctx, channelId, templateId } = world
  const rows = Array.from({ length: count }, (_, n) => `${13_900_000_000 + n},a,${n}`)
  const uploadId = await upload(ctx, 'a.csv', rows.join('\n'))
  const { id } = await createDraft(ctx, { channelId, templateId, uploadId }, { importsHere: true })
  await importRecipients(ctx, { batchId: id })
  await confirmBatch(ctx, { batchId: id, scheduledAt: null })
  return id
}

/** By the messages themselves and as counted beside them. */
async function readCounts(batchId: string) {
  const { ctx } = world
  const { rows } = await ctx.db.execute<{ status: string; n: number }>(sql`
    select status, count(*)::int as n from messages where batch_id = ${batchId} group by 1`)
  const counts = Object.entries(await countsOf(ctx, batchId)).filter(([, n]) => n > 0)
  const stored = Object.fromEntries(rows.map(({ status, n }) => [status, n]))
  expect(Object.fromEntries(counts)).toEqual(stored)
  return stored
}
const claim = (batchId: string) => claimCalls(world.ctx, { batchId, calls: 1, worker: 'test' })

test('a large batch is aborted at once and canceled in portions; who is killed halfway is followed by another', async () => {
  const batchId = await startLarge()
  const ctx = { ...world.ctx, db: failAfter(world.ctx.db, 2) }
  await expect(abortBatch(ctx, { batchId })).rejects.toThrow('statement timeout')
  expect(await readCounts(batchId)).toEqual({ canceled: 20_000, queued: 25_000 })
  expect(await claim(batchId)).toEqual([])
  expect(await cancelLeft(world.ctx.db)).toBe(1)
  expect(await readCounts(batchId)).toEqual({ canceled: 40_000, queued: 5_000 })
  expect(await cancelLeft(world.ctx.db)).toBe(1)
  expect(await readCounts(batchId)).toEqual({ canceled: count })
  expect(await cancelLeft(world.ctx.db)).toBe(0)
  const { rows } = await world.ctx.db.execute(sql`
    select details->'canceled' as canceled from audit_entries where target_id = ${batchId} and action = 'batch.abort'`)
  expect(rows).toEqual([{ canceled: count }])
})

test('the rest of one that is not yet canceled to its end has everybody', async () => {
  const batchId = await startLarge()
  const ctx = { ...world.ctx, db: failAfter(world.ctx.db, 1) }
  await expect(abortBatch(ctx, { batchId })).rejects.toThrow('statement timeout')
  const { id } = await draftRest(world.ctx, { batchId }, { importsHere: true })
  await importRecipients(world.ctx, { batchId: id })
  expect(await readCounts(batchId)).toEqual({ canceled: count })
  const { rows } = await world.ctx.db.execute(
    sql`select recipient_count from batches where id = ${id}`,
  )
  expect(rows).toEqual([{ recipient_count: count }])
})

test('nothing of a batch that goes on is canceled', async () => {
  const batchId = await startLarge()
  await cancelEnded(world.ctx.db, batchId)
  expect(await cancelLeft(world.ctx.db)).toBe(0)
  expect(await readCounts(batchId)).toEqual({ queued: count })
})
