import { eq, inArray, sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { auditEntries } from '#db/schema/audit.ts'
import { batches } from '#db/schema/batches.ts'
import { messages } from '#db/schema/messages.ts'
import { uploads } from '#db/schema/uploads.ts'
import { createTestDatabase, type TestDatabase } from '#db/testing.ts'
import type { Context } from '#lib/context.ts'
import { confirmBatch } from './confirm.ts'
import { createDraft } from './create-draft.ts'
import { importRecipients } from './import-recipients.ts'
import { ListBatchesInput, listBatches } from './list-batches.ts'
import { sweepDrafts } from './sweep-drafts.ts'
import { createDraftWorld, upload } from './testing/draft-world.ts'
import { failAfter } from './testing/fail-after.ts'

let database: TestDatabase
let world: Awaited<ReturnType<typeof createDraftWorld>>
let worker: Context
beforeAll(async () => {
  database = await createTestDatabase()
  world = await createDraftWorld(database.url)
  const actor = { id: null, name: 'system', role: 'administrator', via: 'system' } as const
  worker = { ...world.ctx, actor }
})
afterAll(async () => {
  await world.close()
  await database.drop()
})

async function draftOf(age: string): Promise<string> {
  const { ctx, channelId, templateId } = world
  const uploadId = await upload(ctx, `${age}.csv`, '13800138000,a,1\n13800138001,b,2\n')
  const { id } = await createDraft(ctx, { channelId, templateId, uploadId })
  // Before its messages come: they repeat its time.
  await ctx.db
    .update(batches)
    .set({ createdAt: sql`date_trunc('milliseconds', now() - ${age}::interval)` })
    .where(eq(batches.id, id))
  await importRecipients(ctx, { batchId: id })
  return id
}

test('a draft nobody confirmed in seven days goes with file and rows, by the system’s hand', async () => {
  const { ctx } = world
  const [old, young, sent] = [
    await draftOf('7 days 1 minute'),
    await draftOf('6 days 23 hours'),
    await draftOf('8 days'),
  ]
  await confirmBatch(ctx, { batchId: sent, scheduledAt: null })
  expect(await sweepDrafts(worker)).toBe(1)
  expect(await sweepDrafts(worker)).toBe(0)
  const left = await ctx.db.select().from(batches)
  expect(left.map(({ id }) => id).sort()).toEqual([young, sent].sort())
  expect(await ctx.db.$count(messages, eq(messages.batchId, old))).toBe(0)
  expect(await ctx.db.$count(messages)).toBe(4)
  expect(await ctx.db.$count(uploads)).toBe(2)
  const gone = await ctx.db
    .select()
    .from(auditEntries)
    .where(eq(auditEntries.action, 'batch.discard'))
  expect(gone).toMatchObject([
    { targetId: old, via: 'system', actorName: 'system', details: { afterDays: 7 } },
  ])
})

test('the list says when a draft will go, and of nothing else', async () => {
  const { rows } = await listBatches(world.ctx, ListBatchesInput.parse({}))
  const byState = Object.fromEntries(rows.map((row) => [row.state, row]))
  const { createdAt, discardAt } = byState.draft ?? {}
  expect(Number(discardAt) - Number(createdAt)).toBe(7 * 86_400_000)
  expect(byState.sending?.discardAt).toBeNull()
})

test('a draft that cannot be discarded does not keep those behind it', async () => {
  const { ctx } = world
  const old = [await draftOf('8 days'), await draftOf('8 days')]
  const sweep = sweepDrafts({ ...worker, db: failAfter(ctx.db, 0) })
  await expect(sweep).rejects.toThrow('1 drafts not discarded')
  const left = await ctx.db.select().from(batches).where(inArray(batches.id, old))
  expect(left).toHaveLength(1)
  expect(await sweepDrafts(worker)).toBe(1)
})
