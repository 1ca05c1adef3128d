import { eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { batches, refusedRows } from '#db/schema/batches.ts'
import { messages } from '#db/schema/messages.ts'
import { blocklist, optOuts } from '#db/schema/opt-outs.ts'
import { createTestDatabase, type TestDatabase } from '#db/testing.ts'
import { createDraft } from './create-draft.ts'
import { discardDraft } from './discard-draft.ts'
import { importRecipients } from './import-recipients.ts'
import { recheckBatch } from './recheck.ts'
import { addTemplate, createDraftWorld, sampleFile, upload } from './testing/draft-world.ts'

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

async function draft(fileName: string, bytes: Buffer | string, more = {}): Promise<string> {
  const { ctx, channelId, templateId } = world
  const uploadId = await upload(ctx, fileName, bytes)
  return (await createDraft(ctx, { channelId, templateId, uploadId, ...more })).id
}

async function look(batchId: string) {
  const { db } = world.ctx
  const [batch] = await db.select().from(batches).where(eq(batches.id, batchId))
  if (!batch) throw new Error('no batch')
  const valid = await db
    .select()
    .from(messages)
    .where(eq(messages.batchId, batchId))
    .orderBy(messages.id)
  const refused = await db
    .select()
    .from(refusedRows)
    .where(eq(refusedRows.batchId, batchId))
    .orderBy(refusedRows.row)
  return { batch, valid, refused }
}

async function importFile(fileName: string, bytes: Buffer | string, more = {}) {
  const batchId = await draft(fileName, bytes, more)
  await importRecipients(world.ctx, { batchId })
  return look(batchId)
}

async function countAll() {
  const { rows } = await world.ctx.db.execute(sql`
    select (select count(*)::int from messages) as messages,
      (select count(*)::int from refused_rows) as refused,
      (select count(*)::int from batches) as batches,
      (select count(*)::int from uploads) as uploads,
      (select count(*)::int from pgboss.job where name = 'import-recipients') as jobs`)
  return rows[0] as Record<string, number>
}

describe('sample files', () => {
  test.each(['notice-utf8.csv', 'notice-bom.csv', 'notice-gbk.csv', 'plain.txt'])(
    '%s gives ten messages',
    async (name) => {
      const { batch, valid, refused } = await importFile(name, sampleFile(name))
      const { batch: reference } = await importFile('r', sampleFile('notice-utf8.csv'))
      expect(batch).toMatchObject({ importState: 'done', recipientCount: 10, state: 'draft' })
      expect(batch.price).toBe('0.0450')
      expect(refused).toEqual([])
      expect(valid).toHaveLength(10)
      expect(valid.every((row) => row.status === 'queued')).toBe(true)
      expect(batch).toMatchObject({
        firstId: valid[0]?.id,
        lastId: valid.at(-1)?.id,
        nextId: valid[0]?.id,
      })
      const texts = (summary: typeof batch.summary) => summary?.texts.map((row) => row.text)
      expect(texts(batch.summary)).toEqual(texts(reference.summary))
    },
  )

  test('messy.csv: valid and refused rows as its README says', async () => {
    const { batch, valid, refused } = await importFile('messy.csv', sampleFile('messy.csv'))
    expect(valid.map((row) => row.row)).toEqual([2, 4, 5, 6, 7, 15, 16, 17, 18, 20, 23, 24])
    expect(refused.map((row) => row.row)).toEqual([3, 8, 9, 10, 11, 12, 19, 21, 22])
    expect(refused.find((row) => row.row === 3)?.reason).toBe('duplicate')
    expect(refused.every((row) => row.line.length > 0)).toBe(true)
    expect(batch.summary).toMatchObject({ valid: 12, refused: 9, duplicates: 1 })
    expect(batch.summary?.warnings).toHaveLength(1)
    expect(batch.segmentCount).toBe(valid.reduce((sum, row) => sum + row.segments, 0))
  })

  test('members.xlsx keeps all digits', async () => {
    const { batch, valid } = await importFile('members.xlsx', sampleFile('members.xlsx'))
    expect(batch.summary).toMatchObject({ format: 'xlsx', valid: 4 })
    expect(valid.every((row) => /^1\d{10}$/.test(row.phone))).toBe(true)
    expect(valid.flatMap((row) => row.values)).toContain('2026-11-21')
  })

  test('broken-encoding.csv refuses the broken row alone', async () => {
    const { valid, refused } = await importFile('b.csv', sampleFile('broken-encoding.csv'))
    expect(valid).toHaveLength(1)
    expect(refused.map((row) => row.reason)).toEqual(['broken_encoding'])
  })

  test('phones-only.txt: all refused here, all valid without variables', async () => {
    const here = await importFile('phones-only.txt', sampleFile('phones-only.txt'))
    expect(here.refused).toHaveLength(10)
    expect(here.batch).toMatchObject({ importState: 'done', recipientCount: 0, firstId: null })
    const templateId = await addTemplate(world.ctx, world.channelId, '系统维护通知。')
    const plain = await importFile('p.txt', sampleFile('phones-only.txt'), { templateId })
    expect(plain.valid).toHaveLength(10)
  })

  test.each([
    ['header-only.csv', 'file_header_only'],
    ['not-a-csv.csv', 'file_unreadable_file'],
  ])('%s: one error and nothing left', async (name, code) => {
    const before = await countAll()
    await expect(draft(name, sampleFile(name))).rejects.toMatchObject({ code, field: 'uploadId' })
    expect(await countAll()).toEqual(before)
  })
})

test('values come out of COPY as they went in', async () => {
  const odd = 'a\\b"c{},NULL\\N'
  const { valid } = await importFile(
    'odd.csv',
    `手机号,姓名,金额\n13800138000,"${odd.replaceAll('"', '""')}",1\n`,
  )
  expect(valid[0]?.values).toEqual([odd, '1'])
})

test('a refused row keeps its line with tabs, quotes and backslashes', async () => {
  const { refused } = await importFile(
    'x.csv',
    '手机号,姓名,金额\n12345,"a\t""\\N",1\n13800138000,b,2\n',
  )
  expect(refused[0]?.line).toBe('12345,"a\t""\\N",1')
})

test('opted-out people count for marketing only, blocked ones always', async () => {
  const { ctx } = world
  await ctx.db.insert(optOuts).values({ phone: '13911110001', source: 'manual' })
  await ctx.db.insert(blocklist).values({ phone: '13911110002', reason: 'test' })
  const file =
    '手机号,姓名,金额\n13911110001,a,1\n13911110001,b,2\n13911110002,c,3\n13911110003,d,4\n'
  const notice = await importFile('n.csv', file)
  expect(notice.batch.summary).toMatchObject({ optedOut: 0, blocklisted: 1 })
  await ctx.db.execute(sql`update templates set category = 'marketing'`)
  const marketing = await importFile('m.csv', file)
  await ctx.db.execute(sql`update templates set category = 'notification'`)
  expect(marketing.batch.summary).toMatchObject({ valid: 4, optedOut: 2, blocklisted: 1 })
})

test('two imports of one batch at once make its messages once', async () => {
  const batchId = await draft('n.csv', sampleFile('notice-utf8.csv'))
  await Promise.all([1, 2, 3].map(() => importRecipients(world.ctx, { batchId })))
  await importRecipients(world.ctx, { batchId })
  const { batch, valid } = await look(batchId)
  expect(valid).toHaveLength(10)
  expect(batch.importState).toBe('done')
})

test('a file that fails far inside leaves no rows, and the draft says why', async () => {
  const rows = Array.from({ length: 90_000 }, (_, n) => `${13_800_000_000 + n},a,${n}`)
  rows.push(`13800138000,${'长'.repeat(40_000)},1`)
  const batchId = await draft('long.csv', `手机号,姓名,金额\n${rows.join('\n')}\n`)
  await importRecipients(world.ctx, { batchId })
  const { batch, valid, refused } = await look(batchId)
  expect(batch).toMatchObject({ importState: 'failed', recipientCount: 0, firstId: null })
  expect(batch.summary?.problem?.code).toBe('cell_too_long')
  expect([valid, refused]).toEqual([[], []])
})

test('recheck reads the file again in another way', async () => {
  const { ctx } = world
  const batchId = await draft('n.csv', '13800138000,1,李四\n13800138001,2,王五\n')
  await importRecipients(ctx, { batchId })
  const mapping = { phone: 0, variables: { 姓名: 2, 金额: 1 } }
  await recheckBatch(ctx, { batchId, options: { hasHeader: false, mapping } })
  expect((await look(batchId)).valid).toEqual([])
  await expect(recheckBatch(ctx, { batchId, options: {} })).rejects.toMatchObject({
    code: 'batch_not_checked',
  })
  await importRecipients(ctx, { batchId })
  const { batch, valid } = await look(batchId)
  expect(batch.summary?.texts[0]?.text).toBe('【云通信】李四您好，本次收入1元。')
  expect(valid).toHaveLength(2)
})

test('an upload that is gone makes the draft failed, not the worker', async () => {
  const batchId = await draft('n.csv', sampleFile('notice-utf8.csv'))
  await world.ctx.db.execute(sql`delete from uploads
    where id = (select upload_id from batches where id = ${batchId})`)
  await importRecipients(world.ctx, { batchId })
  const { batch } = await look(batchId)
  expect(batch).toMatchObject({
    importState: 'failed',
    summary: { problem: { code: 'upload_gone' } },
  })
})

test('discarding leaves nothing, also while the file is read', async () => {
  const { ctx } = world
  const before = await countAll()
  const done = await draft('n.csv', sampleFile('messy.csv'))
  await importRecipients(ctx, { batchId: done })
  await discardDraft(ctx, { batchId: done })
  const rows = Array.from({ length: 60_000 }, (_, n) => `${13_800_000_000 + n},a,${n}`)
  const running = await draft('big.csv', `手机号,姓名,金额\n${rows.join('\n')}\n`)
  const reading = importRecipients(ctx, { batchId: running })
  await new Promise((resolve) => setTimeout(resolve, 150))
  await discardDraft(ctx, { batchId: running })
  await reading
  const { jobs: _, ...after } = await countAll()
  expect(before).toMatchObject(after)
  await expect(discardDraft(ctx, { batchId: running })).rejects.toMatchObject({ code: 'not_found' })
})

test('a batch that has begun is neither rechecked nor discarded', async () => {
  const { ctx } = world
  const batchId = await draft('n.csv', sampleFile('notice-utf8.csv'))
  await importRecipients(ctx, { batchId })
  await ctx.db.update(batches).set({ state: 'sending' }).where(eq(batches.id, batchId))
  const error = { code: 'batch_state', params: { state: 'sending' } }
  await expect(discardDraft(ctx, { batchId })).rejects.toMatchObject(error)
  await expect(recheckBatch(ctx, { batchId, options: {} })).rejects.toMatchObject(error)
  expect((await look(batchId)).valid).toHaveLength(10)
})
