import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { createTestDatabase, type TestDatabase } from '#db/testing.ts'
import { createDraftWorld } from '#lib/batches/testing/draft-world.ts'
import { draftOfFile, withDraft } from './draft.ts'
import { findFile } from './recipient-file.ts'

let database: TestDatabase
let world: Awaited<ReturnType<typeof createDraftWorld>>
const folder = mkdtempSync(join(tmpdir(), 'sms-draft-'))
beforeAll(async () => {
  database = await createTestDatabase()
  world = await createDraftWorld(database.url)
  const rows = Array.from({ length: 50_000 }, (_, n) => `${13_900_000_000 + n},张${n},${n}`)
  writeFileSync(join(folder, 'people.csv'), ['手机号,姓名,金额', ...rows].join('\n'))
})
afterAll(async () => {
  await world.close()
  await database.drop()
  rmSync(folder, { recursive: true })
})

const count = async (table: string) => {
  const { rows } = await world.ctx.db.execute<{ n: number }>(
    sql`select count(*)::int as n from ${sql.raw(table)}`,
  )
  return rows[0]?.n
}
const draft = async (signal: AbortSignal, work: Parameters<typeof withDraft>[3]) => {
  const { ctx, channelId, templateId } = world
  const file = await findFile(join(folder, 'people.csv'))
  const ask = { channelId, templateId, file }
  return withDraft(ctx, (stop) => draftOfFile(ctx, ask, stop), signal, work)
}
afterEach(async () => {
  for (const table of ['batches', 'uploads', 'upload_chunks', 'messages']) {
    expect([table, await count(table)]).toEqual([table, 0])
  }
})

test('Ctrl-C while the file is being imported leaves nothing', async () => {
  const stop = new AbortController()
  const work = vi.fn(async () => undefined)
  const running = draft(stop.signal, work)
  const ended = expect(running).rejects.toThrow(expect.objectContaining({ name: 'AbortError' }))
  await vi.waitFor(async () => expect(await count('batches')).toBe(1), {
    timeout: 30_000,
    interval: 5,
  })
  stop.abort()
  await ended
  expect(work).not.toHaveBeenCalled()
})

test('Ctrl-C before anything was stored leaves nothing', async () => {
  const work = vi.fn(async () => undefined)
  await expect(draft(AbortSignal.abort(), work)).rejects.toThrow('aborted')
  expect(work).not.toHaveBeenCalled()
})

test('somebody who says no leaves nothing, and the import asked no worker', async () => {
  const no = new Error('no')
  const seen = vi.fn()
  const work = async ({
    recipientCount,
    importState,
  }: {
    recipientCount: number
    importState: string
  }) => {
    seen(recipientCount, importState)
    throw no
  }
  await expect(draft(new AbortController().signal, work)).rejects.toBe(no)
  expect(seen).toHaveBeenCalledWith(50_000, 'done')
  const { rows } = await world.ctx.db.execute(
    sql`select 1 from pgboss.job where name = 'import-recipients'`,
  )
  expect(rows).toEqual([])
})
