import { eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { messages } from '#db/schema/messages.ts'
import { createTestDatabase, type TestDatabase } from '#db/testing.ts'
import { appendDeltas } from '#lib/counts/delta.ts'
import { foldCounts } from '#lib/counts/fold.ts'
import { abortBatch } from './abort.ts'
import { cancelBatch } from './cancel.ts'
import { confirmBatch } from './confirm.ts'
import { costOfBatch } from './cost.ts'
import { createDraft } from './create-draft.ts'
import { importRecipients } from './import-recipients.ts'
import { ListBatchesInput, listBatches } from './list-batches.ts'
import { getBatch } from './queries.ts'
import { createDraftWorld, sampleFile, upload } from './testing/draft-world.ts'

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

async function checked(): Promise<string> {
  const { ctx, channelId, templateId } = world
  const uploadId = await upload(ctx, 'a.csv', sampleFile('notice-utf8.csv'))
  const { id } = await createDraft(ctx, { channelId, templateId, uploadId })
  await importRecipients(ctx, { batchId: id })
  return id
}

const costs = async (id: string) => {
  const [one] = (await listBatches(world.ctx, ListBatchesInput.parse({}))).rows
  const shown = costOfBatch(await getBatch(world.ctx, id))
  if (one?.id === id) expect(costOfBatch(one)).toEqual(shown)
  return shown
}

test('a draft costs what all of it would; canceled it costs nothing', async () => {
  const id = await checked()
  expect(await costs(id)).toEqual({ cost: 0.45, estimated: null })
  const later = new Date(Date.now() + 3_600_000)
  await confirmBatch(world.ctx, { batchId: id, scheduledAt: later })
  expect(await costs(id)).toEqual({ cost: 0.45, estimated: null })
  await cancelBatch(world.ctx, { batchId: id })
  expect(await costs(id)).toEqual({ cost: 0, estimated: 0.45 })
})

test('an aborted batch costs what had gone, folded or not', async () => {
  const { ctx, channelId } = world
  const id = await checked()
  await confirmBatch(ctx, { batchId: id, scheduledAt: null })
  const gone = ['delivered', 'unknown', 'rejected', 'blocked'] as const
  for (const [n, status] of gone.entries()) {
    await ctx.db
      .update(messages)
      .set({ status })
      .where(sql`${messages.batchId} = ${id} and ${messages.row} = (
        select min(row) + ${n}::int from messages where batch_id = ${id})`)
    await appendDeltas(ctx.db, { batchId: id, channelId }, [
      { status: 'queued', messages: -1, segments: -1 },
      { status, messages: 1, segments: 1 },
    ])
  }
  expect(await ctx.db.$count(messages, eq(messages.status, 'unknown'))).toBe(1)
  expect(await costs(id)).toEqual({ cost: 0.36, estimated: 0.45 })
  await abortBatch(ctx, { batchId: id })
  expect(await costs(id)).toEqual({ cost: 0.09, estimated: 0.45 })
  await foldCounts(ctx.db)
  expect(await costs(id)).toEqual({ cost: 0.09, estimated: 0.45 })
})
