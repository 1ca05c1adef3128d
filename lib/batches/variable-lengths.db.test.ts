import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { templates } from '#db/schema/templates.ts'
import { createTestDatabase, type TestDatabase } from '#db/testing.ts'
import { readCheck, readRefused } from './check-view.ts'
import { confirmBatch } from './confirm.ts'
import { createDraft } from './create-draft.ts'
import { importRecipients } from './import-recipients.ts'
import { getBatch } from './queries.ts'
import { addTemplate, createDraftWorld, upload } from './testing/draft-world.ts'

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

async function checked(templateId: string): Promise<string> {
  const { ctx, channelId } = world
  const file = '手机号,姓名\n13800138000,张三\n13800138001,司马相如大人\n'
  const uploadId = await upload(ctx, 'a.csv', file)
  const { id } = await createDraft(ctx, { channelId, templateId, uploadId })
  await importRecipients(ctx, { batchId: id })
  return id
}

test('the check refuses what the template’s lengths do not allow, in words', async () => {
  const { ctx, channelId } = world
  const templateId = await addTemplate(ctx, channelId, '{姓名}您好')
  const limits = { variableLengths: { 姓名: 4, 旧变量: 1 } }
  await ctx.db.update(templates).set(limits).where(eq(templates.id, templateId))
  const id = await checked(templateId)
  const { summary } = await readCheck(ctx, { id, locale: 'zh-CN' })
  expect(summary).toMatchObject({ valid: 1, reasons: { value_too_long: 1 } })
  const { rows } = await readRefused(ctx, { id, locale: 'zh-CN', after: 0, limit: 10 })
  expect(rows.map(({ reason }) => reason)).toEqual(['变量“姓名”有 6 字，模板限定最多 4 字。'])
})

test('lengths that change hold a draft back; a template without any freezes as before', async () => {
  const { ctx, channelId } = world
  const templateId = await addTemplate(ctx, channelId, '{姓名}您好')
  const id = await checked(templateId)
  expect((await getBatch(ctx, id)).template).not.toHaveProperty('variableLengths')
  const change = { variableLengths: { 姓名: 4 } }
  await ctx.db.update(templates).set(change).where(eq(templates.id, templateId))
  await expect(confirmBatch(ctx, { batchId: id, scheduledAt: null })).rejects.toMatchObject({
    code: 'template_changed',
  })
})
