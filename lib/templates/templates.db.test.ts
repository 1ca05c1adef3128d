import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { rateBuckets } from '#db/schema/runtime.ts'
import { templates } from '#db/schema/templates.ts'
import { addSandboxChannel, createWorld, listAudit } from '#lib/channels/testing/world.ts'
import type { Context } from '#lib/context.ts'
import { UserError } from '#lib/errors.ts'
import { ProviderError } from '#lib/providers/call.ts'
import { addTemplate } from './add.ts'
import { checkTemplate } from './check.ts'
import { getTemplate, listTemplates, requireTemplateId } from './queries.ts'
import { removeTemplate } from './remove.ts'
import { goneReason } from './review.ts'
import { syncTemplates } from './sync.ts'
import { syncDue } from './sync-due.ts'
import { updateTemplate } from './update.ts'

let world: Awaited<ReturnType<typeof createWorld>>
let upyun: string
let infocloud: string
beforeAll(async () => {
  world = await createWorld({ reviewDelayMs: 600_000 })
  upyun = await addSandboxChannel(world, 'upyun')
  infocloud = await addSandboxChannel(world, 'infocloud')
})
afterAll(() => world.close())

const draft = {
  title: '入账通知',
  signature: '云通信',
  text: '{姓名}您好，本次收入{金额}元，{姓名}请查收。',
  category: 'notification' as const,
}
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'no error',
    (error: unknown) => {
      if (error instanceof UserError) return `${error.code} ${error.field ?? ''}`.trim()
      return error instanceof ProviderError ? `${error.failure} ${error.code}` : String(error)
    },
  )
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
const review = async (id: string, status: 'success' | 'defeat') => {
  world.sandbox.control.review('upyun', Number((await show(id)).vendorId), status)
}

describe('a text with lengths', () => {
  const add = (text: string, vendorId: string) =>
    addTemplate(world.ctx, { channelId: infocloud, ...draft, text, vendorId })

  it('is kept canonical, and its lengths beside it', async () => {
    const { id } = await add('{姓名,4}您好，收入$' + '{金额，10}元', 'limited-1')
    const kept = { variables: ['姓名', '金额'], variableLengths: { 姓名: 4, 金额: 10 } }
    expect(await show(id)).toMatchObject({ text: '{姓名}您好，收入{金额}元', ...kept })
    await updateTemplate(world.ctx, { id, title: '改名' })
    expect(await show(id)).toMatchObject({ title: '改名', ...kept })
    await updateTemplate(world.ctx, { id, text: '{姓名,6}您好' })
    expect(await show(id)).toMatchObject({ text: '{姓名}您好', variableLengths: { 姓名: 6 } })
    await updateTemplate(world.ctx, { id, text: '{姓名}您好' })
    expect(await show(id)).toMatchObject({ variableLengths: {} })
    const told = (await listAudit(world)).findLast(({ action }) => action === 'template.update')
    expect(told?.details).toMatchObject({ before: { variableLengths: { 姓名: 6 } } })
  })

  it('is judged by its canonical form while it is typed; the vendor’s own first variable is not ours', async () => {
    const check = (text: string) =>
      checkTemplate(world.ctx, { channelId: infocloud, ...draft, text })
    expect(await check('{姓名,4}您好')).toEqual([])
    expect(await check('{姓名,many}您好')).toMatchObject([{ code: 'variable_syntax' }])
    expect(await check('{动态签名,20}{内容,480}')).toMatchObject([{ code: 'signature_variable' }])
  })
})

describe('at a vendor with a template API', () => {
  it('is made there, in review, and sendable once approved, with our names of variables', async () => {
    const { id, reviewStatus } = await addTemplate(world.ctx, { channelId: upyun, ...draft })
    expect(reviewStatus).toBe('review')
    expect(await show(id)).toMatchObject({ sendable: false, variables: ['姓名', '金额'] })
    await review(id, 'success')
    expect(await sync(world.ctx, { channelId: upyun })).toMatchObject({ updated: 1 })
    expect(await show(id)).toMatchObject({ sendable: true, text: draft.text })
    expect(await sync(world.ctx, { channelId: upyun })).toMatchObject({ unchanged: 1 })
  })

  it('goes back to review when changed, and is refused with words', async () => {
    const { id } = await addTemplate(world.ctx, { channelId: upyun, ...draft, title: '改动' })
    await review(id, 'success')
    await sync(world.ctx, { channelId: upyun })
    const changed = await updateTemplate(world.ctx, { id, text: '{姓名}您好，订单已发货。' })
    expect(changed.reviewStatus).toBe('review')
    expect(await show(id)).toMatchObject({ variables: ['姓名'], reviewStatus: 'review' })
    await review(id, 'defeat')
    await sync(world.ctx, { channelId: upyun })
    expect(await show(id)).toMatchObject({ reviewStatus: 'refused', sendable: false })
    expect(
      await codeOf(updateTemplate(world.ctx, { id, category: 'marketing', text: 'x退订回T' })),
    ).toBe('template_fixed category')
    const vip = updateTemplate(world.ctx, { id, settings: { reportType: 'vip' } })
    expect(await codeOf(vip)).toBe('template_fixed settings.reportType')
  })

  it('checks the rules before any call, and writes nothing when the vendor says no', async () => {
    const input = { channelId: upyun, ...draft, category: 'marketing' as const }
    expect(await codeOf(addTemplate(world.ctx, input))).toBe('text_opt_out text')
    const short = { channelId: upyun, ...draft, signature: '云' }
    expect(await codeOf(addTemplate(world.ctx, short))).toBe('signature_length signature')
    const before = await listTemplates(world.ctx)
    world.sandbox.control.addFault({ vendor: 'upyun', fault: 'http-500', count: 1 })
    expect(await codeOf(addTemplate(world.ctx, { channelId: upyun, ...draft }))).not.toBe(
      'no error',
    )
    world.sandbox.control.clearFaults()
    expect(await listTemplates(world.ctx)).toEqual(before)
  })

  it('imports what was made there, and marks what is gone until it is back', async () => {
    const other = await addSandboxChannel(world, 'upyun', 'second account')
    const imported = await sync(world.ctx, { channelId: other })
    expect(imported.imported).toBeGreaterThan(0)
    const { rows } = await listTemplates(world.ctx, { channel: other, q: '改动' })
    expect(rows[0]).toMatchObject({ text: '{var1}您好，订单已发货。', variables: ['var1'] })
    const own = await requireTemplateId(world.ctx, upyun, '改动')
    await removeTemplate(world.ctx, { id: own })
    expect(await sync(world.ctx, { channelId: other })).toMatchObject({ gone: 1 })
    const id = rows[0]?.id ?? ''
    expect(await show(id)).toMatchObject({ reviewReason: goneReason, sendable: false })
    expect(await sync(world.ctx, { channelId: other })).toMatchObject({ gone: 0 })
    await removeTemplate(world.ctx, { id })
    expect(await getTemplate(world.ctx, id)).toBeNull()
  })

  it('audits a sync that a system ran only when something changed', async () => {
    const ctx = { ...world.ctx, actor: { ...world.ctx.actor, via: 'system' as const } }
    const before = (await listAudit(world)).length
    await sync(ctx, { channelId: upyun })
    expect((await listAudit(world)).length).toBe(before)
    await sync(world.ctx, { channelId: upyun })
    expect((await listAudit(world)).at(-1)?.action).toBe('template.sync')
  })

  it('is synced by itself once in its time', async () => {
    expect(await syncDue(world.ctx)).toBe(2)
    expect(await syncDue(world.ctx)).toBe(0)
  })
})

describe('at a vendor without one', () => {
  it('is entered by its code, once', async () => {
    const input = { channelId: infocloud, ...draft, vendorId: '574277763210051584' }
    const { id, reviewStatus } = await addTemplate(world.ctx, input)
    expect(reviewStatus).toBe('none')
    expect(await show(id)).toMatchObject({ sendable: true, vendorId: '574277763210051584' })
    expect(await codeOf(addTemplate(world.ctx, input))).toBe('vendor_id_taken vendorId')
    const without = { ...input, vendorId: '' }
    expect(await codeOf(addTemplate(world.ctx, without))).toBe('vendor_id_required vendorId')
    expect(await codeOf(sync(world.ctx, { channelId: infocloud }))).toBe('sync_unsupported')
    await updateTemplate(world.ctx, { id, title: '新标题' })
    expect(await show(id)).toMatchObject({ title: '新标题', vendorId: '574277763210051584' })
  })

  it('leaves the code to the vendor that gives it', async () => {
    const input = { channelId: upyun, ...draft, vendorId: '12' }
    expect(await codeOf(addTemplate(world.ctx, input))).toBe('vendor_id_by_vendor vendorId')
  })

  it('tells every broken rule of a draft', async () => {
    const problems = await checkTemplate(world.ctx, {
      channelId: infocloud,
      ...draft,
      signature: '移动',
      text: '【{姓名',
    })
    expect(problems.map(({ code }) => code)).toEqual([
      'variable_unclosed',
      'text_brackets',
      'signature_words',
    ])
  })
})

describe('looking', () => {
  it('finds by any words, reads % as itself, and pages', async () => {
    await addTemplate(world.ctx, {
      channelId: infocloud,
      ...draft,
      title: '折扣50%',
      vendorId: 'discount',
    })
    const titles = async (search: string) =>
      (await listTemplates(world.ctx, { q: search })).rows.map(({ title }) => title)
    expect(await titles('50%')).toEqual(['折扣50%'])
    expect(await titles('DISCOUNT')).toEqual(['折扣50%'])
    expect(await titles('0%5')).toEqual([])
    const first = await listTemplates(world.ctx, { limit: 1 })
    const second = await listTemplates(world.ctx, { limit: 1, cursor: first.next })
    expect(first.rows[0]?.id).not.toBe(second.rows[0]?.id)
    const back = await listTemplates(world.ctx, { limit: 1, before: second.previous })
    expect(back.rows).toEqual(first.rows)
  })

  it('asks for the id where two have one title', async () => {
    const twins = { channelId: infocloud, ...draft, title: '同名' }
    const { id } = await addTemplate(world.ctx, { ...twins, vendorId: 'twin1' })
    await addTemplate(world.ctx, { ...twins, vendorId: 'twin2' })
    expect(await codeOf(requireTemplateId(world.ctx, infocloud, '同名'))).toBe('template_ambiguous')
    expect(await requireTemplateId(world.ctx, infocloud, id)).toBe(id)
    expect(await requireTemplateId(world.ctx, infocloud, 'twin1')).toBe(id)
    expect(await codeOf(requireTemplateId(world.ctx, infocloud, '没有'))).toBe('template_unknown')
  })

  it('keeps a removed one out of sight, and its row', async () => {
    const id = await requireTemplateId(world.ctx, infocloud, 'twin1')
    await removeTemplate(world.ctx, { id })
    expect(await getTemplate(world.ctx, id)).toBeNull()
    const rows = await world.ctx.db.select().from(templates).where(eq(templates.id, id))
    expect(rows[0]?.deletedAt).toBeInstanceOf(Date)
  })
})
