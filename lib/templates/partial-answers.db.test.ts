import { afterAll, beforeAll, expect, it } from 'vitest'
import { rateBuckets } from '#db/schema/runtime.ts'
import { addSandboxChannel, createWorld } from '#lib/channels/testing/world.ts'
import type { Context } from '#lib/context.ts'
import { addTemplate } from './add.ts'
import { getTemplate } from './queries.ts'
import { syncTemplates } from './sync.ts'
import { updateTemplate } from './update.ts'

let world: Awaited<ReturnType<typeof createWorld>>
let upyun: string
beforeAll(async () => {
  world = await createWorld({ reviewDelayMs: 600_000 })
  upyun = await addSandboxChannel(world, 'upyun')
})
afterAll(() => world.close())

const draft = {
  title: '入账通知',
  signature: '云通信',
  text: '{姓名}您好，本次收入{金额}元。',
  category: 'notification' as const,
}
const show = async (id: string) => {
  const found = await getTemplate(world.ctx, id)
  if (!found) throw new Error('no template')
  return found
}
/** Without the vendor's pace, which is not what is tested here. */
const sync = async (ctx: Context, input: { channelId: string }) => {
  await ctx.db.delete(rateBuckets)
  return syncTemplates(ctx, input)
}
const approve = async (id: string) => {
  world.sandbox.control.review('upyun', Number((await show(id)).vendorId), 'success')
}

it('keeps of ours what the vendor’s answers do not show', async () => {
  world.sandbox.control.setSettings('upyun', { fields: 'tables' })
  const settings = { signLocation: 'bottom', reportType: 'vip' }
  const { id } = await addTemplate(world.ctx, { channelId: upyun, ...draft, settings })
  expect(await show(id)).toMatchObject({ settings, reviewStatus: 'review' })
  await updateTemplate(world.ctx, { id, title: '入账' })
  expect(await show(id)).toMatchObject({ title: '入账', settings })
  await sync(world.ctx, { channelId: upyun })
  expect(await show(id)).toMatchObject({ settings, signaturePosition: 'bottom' })
  world.sandbox.control.setSettings('upyun', { fields: 'samples' })
})

it('one template that cannot be read leaves all others as they are', async () => {
  const { id } = await addTemplate(world.ctx, { channelId: upyun, ...draft, title: '可读' })
  const gone = await addTemplate(world.ctx, { channelId: upyun, ...draft, title: '不可读' })
  const before = await show(gone.id)
  const spoil: Context['http'] = async (request) => {
    const answer = await world.ctx.http(request)
    const { templates: all } = JSON.parse(Buffer.from(answer.body).toString())
    const spoiled = all.map((one: { id: number }) =>
      String(one.id) === before.vendorId ? { ...one, id: null } : { ...one, title: null },
    )
    return { ...answer, body: Buffer.from(JSON.stringify({ templates: spoiled })) }
  }
  for (const one of [id, gone.id]) await approve(one)
  const found = await sync({ ...world.ctx, http: spoil }, { channelId: upyun })
  expect(found).toMatchObject({ gone: 0, imported: 0 })
  expect(await show(id)).toMatchObject({ title: '可读', reviewStatus: 'approved' })
  expect(await show(gone.id)).toMatchObject({ title: '不可读', reviewStatus: 'review' })
})
