import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '#db/testing.ts'
import { confirmBatch } from './confirm.ts'
import { createDraft } from './create-draft.ts'
import { importRecipients } from './import-recipients.ts'
import { startDue } from './start-due.ts'
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

test('a batch that cannot be started does not hold up the one behind it', async () => {
  const { ctx, channelId, templateId } = world
  for (let n = 0; n < 2; n++) {
    const uploadId = await upload(ctx, 'a.csv', `1380013800${n},a,1\n`)
    const draft = { channelId, templateId, uploadId }
    const { id: batchId } = await createDraft(ctx, draft, { importsHere: true })
    await importRecipients(ctx, { batchId })
    await confirmBatch(ctx, { batchId, scheduledAt: new Date(Date.now() + 3_600_000) })
  }
  await ctx.db.execute(sql`update batches set scheduled_at = now()`)
  await expect(startDue(failAfter(ctx.db, 0))).rejects.toThrow('1 batches not started')
  const { rows } = await ctx.db.execute(sql`select state from batches order by state`)
  expect(rows).toEqual([{ state: 'scheduled' }, { state: 'sending' }])
  expect(await startDue(ctx.db)).toBe(1)
})
