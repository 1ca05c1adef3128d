import { afterAll, beforeAll, expect, it } from 'vitest'
import { addSandboxChannel, createWorld, listAudit } from '#lib/channels/testing/world.ts'
import { addTemplate } from '#lib/templates/add.ts'
import { addSignature } from './add.ts'
import { listSignatures } from './queries.ts'
import { removeSignature } from './remove.ts'
import { updateSignature } from './update.ts'

let world: Awaited<ReturnType<typeof createWorld>>
let channelId: string
beforeAll(async () => {
  world = await createWorld()
  channelId = await addSandboxChannel(world, 'upyun')
})
afterAll(() => world.close())

const list = async (more = {}) =>
  (await listSignatures(world.ctx, { channel: channelId, ...more })).map(
    ({ text, reviewStatus, templateCount, id }) => [text, reviewStatus, templateCount, id !== null],
  )

it('adds within the vendor’s rules, once, and lists those of templates too', async () => {
  await expect(addSignature(world.ctx, { channelId, text: '云' })).rejects.toMatchObject({
    code: 'signature_length',
    field: 'text',
  })
  const { id } = await addSignature(world.ctx, { channelId, text: '云通信' })
  await expect(addSignature(world.ctx, { channelId, text: '云通信' })).rejects.toMatchObject({
    code: 'signature_taken',
  })
  const draft = { title: '通知', text: '您的订单{单号}已发货。', category: 'notification' as const }
  await addTemplate(world.ctx, { channelId, ...draft, signature: '云通信' })
  await addTemplate(world.ctx, { channelId, ...draft, signature: '云商城' })
  expect(await list()).toEqual([
    ['云商城', 'review', 1, false],
    ['云通信', 'review', 1, true],
  ])
  await updateSignature(world.ctx, { id, reviewStatus: 'approved', note: '已报备' })
  expect(await list({ review: 'approved' })).toEqual([['云通信', 'approved', 1, true]])
  expect(await list({ q: '商' })).toEqual([['云商城', 'review', 1, false]])
  await expect(removeSignature(world.ctx, { id })).rejects.toMatchObject({
    code: 'signature_in_use',
  })
})

it('removes one that no template carries, and it may be added again', async () => {
  const { id } = await addSignature(world.ctx, { channelId, text: '暂时用' })
  await removeSignature(world.ctx, { id })
  await expect(removeSignature(world.ctx, { id })).rejects.toMatchObject({ code: 'not_found' })
  await addSignature(world.ctx, { channelId, text: '暂时用' })
  const actions = (await listAudit(world)).map(({ action }) => action)
  expect(actions.slice(-3)).toEqual(['signature.add', 'signature.remove', 'signature.add'])
})
