import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { submissions } from '#db/schema/submissions.ts'
import { createTestDatabase, type TestDatabase } from '#db/testing.ts'
import { emptyCounts } from '#lib/counts/batch-counts.ts'
import { createDraft } from './create-draft.ts'
import { createDraftWorld, upload } from './testing/draft-world.ts'
import { readProspect } from './unknown-prospect.ts'

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

test('it goes by the youngest unknown call of the batch', async () => {
  const { ctx, channelId, templateId } = world
  const uploadId = await upload(ctx, 'a.csv', '13800138000,a,1\n')
  const { id } = await createDraft(ctx, { channelId, templateId, uploadId }, { importsHere: true })
  const call = { batchId: id, channelId, firstId: 1, lastId: 1, recipientCount: 1, worker: 'w' }
  const times = { messagesCreatedAt: new Date(), leaseUntil: new Date() }
  const ago = (hours: number) => sql`now() - make_interval(hours => ${hours})`
  const add = (reference: string, hours: number, state: 'unknown' | 'accepted') =>
    ctx.db
      .insert(submissions)
      .values({ ...call, ...times, reference, state, createdAt: ago(hours) })
  const read = (unknown: number) => {
    const counts = { ...emptyCounts(), unknown }
    return readProspect(ctx, { id, channelId, vendor: 'upyun', counts })
  }
  await add('old', 80, 'unknown')
  await add('taken', 1, 'accepted')
  expect(await read(0)).toBeNull()
  expect(await read(1)).toBe('person')
  await add('young', 2, 'unknown')
  expect(await read(2)).toBe('asked')
})
