import { randomBytes } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '#db/testing.ts'
import { createDraft } from '#lib/batches/create-draft.ts'
import { createDraftWorld, streamOf } from '#lib/batches/testing/draft-world.ts'
import type { Context } from '#lib/context.ts'
import { as, makeUser } from '#lib/users/testing.ts'
import { loadUpload, readUpload } from './read-upload.ts'
import { removeUpload } from './remove-upload.ts'
import { reserveUpload } from './reserve-upload.ts'
import { storeUpload } from './store-upload.ts'
import { sweepUploads } from './sweep-uploads.ts'
import { uploadLimit, uploadQuota } from './upload-limits.ts'

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

async function countLeft(): Promise<{ uploads: number; chunks: number }> {
  const { rows } = await world.ctx.db.execute<{ uploads: number; chunks: number }>(sql`
    select (select count(*)::int from uploads) as uploads,
      (select count(*)::int from upload_chunks) as chunks`)
  return rows[0] as { uploads: number; chunks: number }
}

async function readAll(id: string): Promise<Buffer> {
  const parts: Uint8Array[] = []
  for await (const part of readUpload(world.ctx, id)) parts.push(part)
  return Buffer.concat(parts)
}

describe('storeUpload', () => {
  test('gives back the same bytes, however they came', async () => {
    const bytes = randomBytes(2_500_000)
    const parts = [bytes.subarray(0, 7), bytes.subarray(7, 1_900_000), bytes.subarray(1_900_000)]
    const stored = await storeUpload(world.ctx, {
      fileName: '../../etc/名单\u202e.csv',
      size: bytes.length,
      stream: streamOf(...parts),
    })
    expect(stored).toMatchObject({ fileName: '名单.csv', size: bytes.length })
    expect(await readAll(stored.id)).toEqual(bytes)
    expect((await loadUpload(world.ctx.db, stored.id)).sha256).toBe(stored.sha256)
    expect((await countLeft()).chunks).toBe(3)
    await removeUpload(world.ctx.db, stored.id)
    expect(await countLeft()).toEqual({ uploads: 0, chunks: 0 })
  })

  test('leaves nothing of a file that was cut off in the middle', async () => {
    async function* broken(): AsyncGenerator<Uint8Array> {
      yield randomBytes(1_500_000)
      throw new Error('socket hang up')
    }
    const cut = storeUpload(world.ctx, { fileName: 'a.csv', stream: broken() })
    await expect(cut).rejects.toMatchObject({ code: 'upload_incomplete' })
    expect(await countLeft()).toEqual({ uploads: 0, chunks: 0 })
  })

  test('refuses fewer bytes than were announced', async () => {
    const input = { fileName: 'a.csv', size: 11, stream: streamOf('0123456789') }
    await expect(storeUpload(world.ctx, input)).rejects.toMatchObject({ code: 'upload_incomplete' })
    expect(await countLeft()).toEqual({ uploads: 0, chunks: 0 })
  })

  test('refuses an empty file and one over the limit', async () => {
    const empty = storeUpload(world.ctx, { fileName: 'a.csv', stream: streamOf() })
    await expect(empty).rejects.toMatchObject({ code: 'upload_empty' })
    const large = { fileName: 'a.csv', size: uploadLimit + 1, stream: streamOf('1') }
    await expect(storeUpload(world.ctx, large)).rejects.toMatchObject({
      code: 'upload_too_large',
      params: { limitMb: 200 },
    })
    expect(await countLeft()).toEqual({ uploads: 0, chunks: 0 })
  })

  test('an error of the database is not called the sender’s', async () => {
    const broken = { ...world.ctx, actor: { ...world.ctx.actor, id: 'no-uuid' } }
    const stored = storeUpload(broken, { fileName: 'a.csv', stream: streamOf('1') })
    await expect(stored).rejects.not.toHaveProperty('code', 'upload_incomplete')
  })
})

describe('the quota of a user', () => {
  afterAll(() => world.ctx.db.execute(sql`delete from uploads`))
  const own = async () => {
    const user = await makeUser(
      world.ctx,
      `${randomBytes(4).toString('hex')}@example.com`,
      'operator',
    )
    return as(world.ctx, user)
  }
  const reserve = (ctx: Context, size?: number) => reserveUpload(ctx, { fileName: 'a.csv', size })

  test('counts what is there and what is coming, and nobody else’s', async () => {
    const [ctx, other] = [await own(), await own()]
    const id = await reserve(ctx, uploadQuota - 10)
    const more = storeUpload(ctx, { fileName: 'a.csv', size: 11, stream: streamOf('01234567890') })
    await expect(more).rejects.toMatchObject({ code: 'upload_quota', params: { limitMb: 2048 } })
    await storeUpload(other, { fileName: 'a.csv', size: 11, stream: streamOf('01234567890') })
    await removeUpload(ctx.db, id)
    await storeUpload(ctx, { fileName: 'a.csv', size: 11, stream: streamOf('01234567890') })
  })

  test('holds for many files at once', async () => {
    const ctx = await own()
    const tries = Array.from({ length: 20 }, () => reserve(ctx))
    const done = (await Promise.allSettled(tries)).filter((one) => one.status === 'fulfilled')
    expect(done).toHaveLength(10)
  })
})

test('sweepUploads keeps what a living batch reads', async () => {
  const { ctx, channelId, templateId } = world
  const store = (fileName: string) =>
    storeUpload(ctx, { fileName, stream: streamOf('手机号,姓名,金额\n13800138000,张三,1\n') })
  const [fresh, old, drafted, ended] = [
    await store('fresh'),
    await store('old'),
    await store('drafted'),
    await store('ended'),
  ]
  await ctx.db.execute(
    sql`update uploads set created_at = now() - interval '8 days' where id = ${old.id}`,
  )
  await createDraft(ctx, { channelId, templateId, uploadId: drafted.id })
  const batch = await createDraft(ctx, { channelId, templateId, uploadId: ended.id })
  await ctx.db.execute(sql`update batches set state = 'finished' where id = ${batch.id}`)
  expect(await sweepUploads(ctx)).toBe(2)
  const left = await ctx.db.execute<{ id: string }>(sql`select id from uploads`)
  expect(left.rows.map((row) => row.id).sort()).toEqual([fresh.id, drafted.id].sort())
})
