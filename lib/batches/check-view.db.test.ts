import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { auditEntries } from '#db/schema/audit.ts'
import { createTestDatabase, type TestDatabase } from '#db/testing.ts'
import { cancelBatch } from './cancel.ts'
import { readCheck, readRefused } from './check-view.ts'
import { confirmBatch } from './confirm.ts'
import { createDraft } from './create-draft.ts'
import { exportRefused } from './export-refused.ts'
import { importRecipients } from './import-recipients.ts'
import { ListBatchesInput, listBatches } from './list-batches.ts'
import { readProgress } from './progress.ts'
import { sampleFile as writeSample } from './sample-file.ts'
import { createDraftWorld, sampleFile, upload } from './testing/draft-world.ts'

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

async function imported(fileName: string, bytes: Buffer | string): Promise<string> {
  const { ctx, channelId, templateId } = world
  const uploadId = await upload(ctx, fileName, bytes)
  const { id } = await createDraft(ctx, { channelId, templateId, uploadId })
  await importRecipients(ctx, { batchId: id })
  return id
}

test('a check says what was found without one whole phone number', async () => {
  const id = await imported('messy.csv', sampleFile('messy.csv'))
  const check = await readCheck(world.ctx, { id, locale: 'en' })
  expect(check).toMatchObject({ importState: 'done', problem: null, sentBefore: [] })
  expect(check.summary).toMatchObject({
    valid: 12,
    encoding: 'utf-8',
    file: { name: 'messy.csv' },
    warnings: ['Row 23 has something in a column without a header. It is ignored.'],
  })
  const refused = await readRefused(world.ctx, { id, locale: 'en', after: 0, limit: 4 })
  expect(refused.rows.map((row) => row.row)).toEqual([3, 8, 9, 10])
  const rest = await readRefused(world.ctx, {
    id,
    locale: 'en',
    after: refused.next ?? 0,
    limit: 9,
  })
  expect(rest.rows.map((row) => row.row)).toEqual([11, 12, 19, 21, 22])
  expect(rest.next).toBeNull()
  expect(JSON.stringify([check, refused, rest])).not.toMatch(/(?<!\d)1[3-9]\d{9}(?!\d)/)
})

test('a file that was sent before is recognised by its bytes', async () => {
  const { ctx } = world
  const first = await imported('a.csv', sampleFile('notice-utf8.csv'))
  await confirmBatch(ctx, { batchId: first, scheduledAt: null })
  const second = await imported('renamed.csv', sampleFile('notice-utf8.csv'))
  const check = await readCheck(ctx, { id: second, locale: 'en' })
  expect(check.sentBefore.map((batch) => batch.id)).toEqual([first])
})

test('a batch that was canceled before it began was not sent before', async () => {
  const { ctx } = world
  const first = await imported('b.csv', '手机号,姓名,金额\n13800138009,a,1\n')
  await confirmBatch(ctx, { batchId: first, scheduledAt: new Date(Date.now() + 3_600_000) })
  const second = await imported('c.csv', '手机号,姓名,金额\n13800138009,a,1\n')
  const before = async () => (await readCheck(ctx, { id: second, locale: 'en' })).sentBefore
  expect(await before()).toHaveLength(1)
  await cancelBatch(ctx, { batchId: first })
  expect(await before()).toEqual([])
})

test('refused rows go out as CSV that Excel opens, formulas made harmless, and are audited', async () => {
  const file = '手机号,姓名,金额\n=1+1,a,1\n13800138000,"x,y",\n13800138001,b,2\n'
  const id = await imported('f.csv', file)
  let text = ''
  for await (const piece of exportRefused(world.ctx, { batchId: id, locale: 'zh-CN' }))
    text += piece
  expect(text).toBe(
    '\ufeff行号,原始内容,原因\r\n' +
      '2,"\'=1+1,a,1",不是 11 位的大陆手机号。\r\n' +
      '3,"13800138000,""x,y"",",变量“金额”为空。\r\n',
  )
  const entries = await world.ctx.db
    .select()
    .from(auditEntries)
    .where(eq(auditEntries.targetId, id))
  expect(entries.map((entry) => entry.action)).toContain('batch.export_refused')
})

test('the sample file of a template is read as it is meant', async () => {
  const id = await imported('sample.csv', writeSample({ variables: ['姓名', '金额'] }))
  const check = await readCheck(world.ctx, { id, locale: 'en' })
  expect(check.summary).toMatchObject({ valid: 2, refused: 0, header: ['手机号', '姓名', '金额'] })
})

test('progress of a batch that has just begun', async () => {
  const id = await imported('a.csv', sampleFile('notice-utf8.csv'))
  await confirmBatch(world.ctx, { batchId: id, scheduledAt: null })
  const progress = await readProgress(world.ctx, { id })
  expect(progress).toMatchObject({ state: 'sending', recipientCount: 10, rate: 0 })
  expect(progress.counts.queued).toBe(10)
})

test('the list pages both ways and filters; nonsense in the address is not asked', async () => {
  const { ctx } = world
  for (let n = 0; n < 22; n++) await imported(`list-${n}.csv`, '13800138000,a,1\n')
  const ask = (params: Record<string, string>) => listBatches(ctx, ListBatchesInput.parse(params))
  const first = await ask({ q: 'list-' })
  expect(first.rows).toHaveLength(20)
  expect(first.rows[0]?.name).toContain('list-21')
  const second = await ask({ q: 'list-', cursor: first.next ?? '' })
  expect(second.rows.map((row) => row.name)).toEqual([
    expect.stringContaining('list-1.'),
    expect.stringContaining('list-0.'),
  ])
  const back = await ask({ q: 'list-', before: second.previous ?? '' })
  expect(back.rows.map((row) => row.id)).toEqual(first.rows.map((row) => row.id))
  const sending = await ask({ state: 'sending,nonsense', channel: 'nonsense' })
  expect(sending.rows).toHaveLength(2)
})
