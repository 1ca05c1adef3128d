import { eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { batches } from '#db/schema/batches.ts'
import { createTestDatabase, type TestDatabase } from '#db/testing.ts'
import { storeUpload } from '#lib/uploads/store-upload.ts'
import { createDraft } from './create-draft.ts'
import { failLostImports } from './fail-lost-imports.ts'
import { createDraftWorld } from './testing/draft-world.ts'

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

async function makeDraft(importsHere: boolean): Promise<string> {
  const { ctx, channelId, templateId } = world
  const stream = (async function* () {
    yield Buffer.from('手机号,姓名,金额\n13800138000,张三,1')
  })()
  const { id: uploadId } = await storeUpload(ctx, { fileName: 'people.csv', stream })
  const { id } = await createDraft(ctx, { channelId, templateId, uploadId }, { importsHere })
  await ctx.db.update(batches).set({ importState: 'running' }).where(eq(batches.id, id))
  return id
}
const stateOf = async (id: string) =>
  (await world.ctx.db.select().from(batches).where(eq(batches.id, id)))[0]?.importState

test('a draft whose job nobody does any more says so; one that is read, here or by a worker, goes on', async () => {
  const lost = await makeDraft(false)
  const waiting = await makeDraft(false)
  const here = await makeDraft(true)
  await world.ctx.db.execute(sql`update pgboss.job set state = 'failed'
    where name = 'import-recipients' and data->>'batchId' = ${lost}`)
  expect(await failLostImports(world.ctx.db)).toBe(1)
  expect(await failLostImports(world.ctx.db)).toBe(0)
  expect(await Promise.all([lost, waiting, here].map(stateOf))).toEqual([
    'failed',
    'running',
    'running',
  ])
})

test('a draft that a command line began to read and left says so, one that is being read does not', async () => {
  const { ctx } = world
  const age = (id: string) =>
    ctx.db.execute(
      sql`update batches set created_at = now() - interval '11 minutes' where id = ${id}`,
    )
  const [left, young] = [await makeDraft(true), await makeDraft(true)]
  await age(left)
  await ctx.db.transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`import:${left}`}, 0))`)
    expect(await failLostImports(ctx.db)).toBe(0)
  })
  expect(await failLostImports(ctx.db)).toBe(1)
  expect(await Promise.all([left, young].map(stateOf))).toEqual(['failed', 'running'])
})
