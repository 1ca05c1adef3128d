import { eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { auditEntries } from '#db/schema/audit.ts'
import { batches } from '#db/schema/batches.ts'
import { approveBatch } from '#lib/batches/approve.ts'
import { readCheck } from '#lib/batches/check-view.ts'
import { getBatch } from '#lib/batches/queries.ts'
import { listInbound } from '#lib/inbound/list-inbound.ts'
import { listMessages } from '#lib/messages/list-messages.ts'
import { addOptOut } from '#lib/opt-outs/add-opt-out.ts'
import { erasePhone } from '#lib/personal-data/erase-phone.ts'
import { vendors } from '#lib/providers/registry.ts'
import { changeSettings } from '#lib/settings/change-settings.ts'
import { openConsole, type TestConsole } from './console.fixture.ts'
import { countsByBatch, type Filled, fillWithPeople } from './erase-phone.fixture.ts'
import { findInDatabase } from './find-in-database.fixture.ts'
import { bringReports, drain, expectExactCounts } from './protocol.fixture.ts'
import { newPhone } from './vendor-cases.ts'

const locale = 'zh-CN'
const phone = '13900139001'
const other = '13900139002'

let world: TestConsole
let filled: Filled
beforeAll(async () => {
  world = await openConsole({ reportDelayMs: [0, 0] })
  filled = await fillWithPeople(world, { phone, other })
}, 120_000)
afterAll(() => world.close())

/** What people see of every batch, phones aside. */
const look = async () => {
  const { ctx } = world
  const sent = Object.values(filled.sent)
  return {
    counts: await countsByBatch(ctx, sent),
    days: (
      await ctx.db.execute(sql`select day, channel_id, status, code, carrier, messages, segments
      from daily_counts where messages <> 0 order by 1, 2, 3, 4, 5`)
    ).rows,
    lists: await Promise.all(
      sent.map(async (batchId) => (await listMessages(ctx, { batchId }, { locale })).rows.length),
    ),
    replies: (await listInbound(ctx, {})).rows.length,
  }
}

test('before: the phone stands in messages, pushes, replies, reports, files and more', async () => {
  const places = await findInDatabase(world.ctx.db, phone)
  const tables = new Set(places.map((place) => place.replace(/_\d{4}_\d\d/, '')))
  expect([...tables]).toEqual(
    expect.arrayContaining([
      'messages.phone',
      'inbound_messages.phone',
      'delivery_reports.phone',
      'raw_callbacks.body',
      'raw_callbacks.query',
      'refused_rows.line',
      'upload_chunks.bytes',
      'batches.summary',
      'batches.name',
      'submissions.detail',
    ]),
  )
})

test('nobody below an administrator may, and nothing happens while a call is under way', async () => {
  const operator = { ...world.ctx, actor: { ...world.ctx.actor, role: 'approver' as const } }
  await expect(erasePhone(operator, { phone })).rejects.toMatchObject({ code: 'forbidden' })
  await expect(erasePhone(world.ctx, { phone: '12345' })).rejects.toMatchObject({
    code: 'phone_not_mobile',
  })
  const one = sql`phone = ${phone} and batch_id = ${filled.scheduled}`
  await world.ctx.db.execute(sql`update messages set status = 'submitting' where ${one}`)
  await expect(erasePhone(world.ctx, { phone })).rejects.toMatchObject({ code: 'call_under_way' })
  await world.ctx.db.execute(sql`update messages set status = 'queued' where ${one}`)
  expect(await findInDatabase(world.ctx.db, phone)).not.toEqual([])
})

describe('erased', () => {
  let before: Awaited<ReturnType<typeof look>>
  let erased: Awaited<ReturnType<typeof erasePhone>>
  beforeAll(async () => {
    before = await look()
    erased = await erasePhone(world.ctx, { phone: `+86 ${phone}`, reason: `asked by ${phone}` })
  })

  test('nothing of it is left in any table, of ours or of the queue', async () => {
    expect(await findInDatabase(world.ctx.db, phone)).toEqual([])
    expect(erased).toMatchObject({ keptOptOut: false, keptBlocklist: false })
    // One in each vendor's batch, one scheduled, one awaiting approval, one in a draft.
    expect(erased.messages).toBe(vendors.length + 3)
    expect(erased).toMatchObject({ canceled: 2, refusedRows: 2 })
    expect(Math.min(erased.replies, erased.reports, erased.pushes, erased.files)).toBeGreaterThan(0)
  })

  test('counts and rollups are what they were, and every screen still shows', async () => {
    await expectExactCounts(world)
    expect(await look()).toEqual(before)
    for (const id of [...Object.values(filled.sent), filled.draft]) {
      await getBatch(world.ctx, id)
      await readCheck(world.ctx, { id, locale })
    }
    const [row] = (
      await listMessages(world.ctx, { batchId: filled.scheduled }, { locale })
    ).rows.filter(({ phone: masked }) => masked.endsWith('*'))
    expect(row).toMatchObject({ phone: '139********', status: 'canceled' })
    expect(row?.text).toContain('{姓名}')
  })

  test('everybody else is where they were', async () => {
    const places = await findInDatabase(world.ctx.db, other)
    expect(places.some((place) => place.startsWith('messages'))).toBe(true)
    const { rows } = await world.ctx.db.execute<{ n: number }>(
      sql`select count(*)::int as n from messages where phone = ${other} and values <> '{}'`,
    )
    expect(rows[0]?.n).toBe(vendors.length + 3)
  })

  test('it is on record with the phone masked, before and after', async () => {
    const entries = await world.ctx.db
      .select()
      .from(auditEntries)
      .where(eq(auditEntries.action, 'phone.erased'))
    expect(entries.map(({ details }) => details)).toEqual([{ phone: '139****9001', ...erased }])
    const [asked] = await world.ctx.db
      .execute(
        sql`select details from audit_entries where action = 'phone.erase' order by id desc limit 1`,
      )
      .then(({ rows }) => rows)
    expect(asked).toEqual({ details: { phone: '139****9001', reason: 'asked by 139****9001' } })
  })

  test('what a second person was to approve is what is left, and can be approved', async () => {
    await approveBatch(filled.approver, { batchId: filled.awaiting })
    await drain(world, filled.awaiting)
    await bringReports(world)
    const { counts } = await getBatch(world.ctx, filled.awaiting)
    expect(counts).toMatchObject({ canceled: 1, delivered: 1, queued: 0 })
  })

  test('a draft has a recipient less, and goes out to the others', async () => {
    const [draft] = await world.ctx.db.select().from(batches).where(eq(batches.id, filled.draft))
    expect(draft).toMatchObject({ recipientCount: 1, summary: { valid: 1, texts: [] } })
  })

  test('again: there is nothing more to do', async () => {
    const again = await erasePhone(world.ctx, { phone })
    expect(again).toMatchObject({ messages: 0, replies: 0, reports: 0, pushes: 0, files: 0 })
  })
})

test('a standing opt-out keeps its phone, one that was undone does not', async () => {
  const [asked, undone] = [newPhone(), newPhone()]
  for (const one of [asked, undone]) await addOptOut(world.ctx, { phone: one, reason: 'test' })
  await world.ctx.db.execute(sql`update opt_outs set undone_at = now() where phone = ${undone}`)
  expect(await erasePhone(world.ctx, { phone: asked })).toMatchObject({ keptOptOut: true })
  expect(await findInDatabase(world.ctx.db, asked)).toEqual(['opt_outs.phone'])
  expect(await erasePhone(world.ctx, { phone: undone })).toMatchObject({ keptOptOut: false })
  expect(await findInDatabase(world.ctx.db, undone)).toEqual([])
})

test('a file that is being checked is waited for', async () => {
  const { ctx } = world
  await changeSettings(ctx, { approvalThreshold: null })
  await ctx.db.update(batches).set({ importState: 'running' }).where(eq(batches.id, filled.draft))
  const [draft] = await ctx.db.select().from(batches).where(eq(batches.id, filled.draft))
  const wanted = filled.fresh
  expect(draft?.uploadId).toBeNull()
  await ctx.db
    .update(batches)
    .set({ uploadId: wanted.uploadId })
    .where(eq(batches.id, filled.draft))
  await expect(erasePhone(ctx, { phone: wanted.phone })).rejects.toMatchObject({
    code: 'erase_import_running',
  })
  await ctx.db.update(batches).set({ importState: 'done' }).where(eq(batches.id, filled.draft))
  expect(await erasePhone(ctx, { phone: wanted.phone })).toMatchObject({ files: 1 })
  expect(await findInDatabase(ctx.db, wanted.phone)).toEqual([])
})

test('a push that cannot be read yet is waited for: it may tell of others', async () => {
  const { db } = world.ctx
  const one = newPhone()
  const { rows } = await db.execute<{ id: string; credentials: string }>(
    sql`select id, credentials from channels order by created_at limit 1`,
  )
  const [channel] = rows
  const seal = (credentials: string | undefined) =>
    db.execute(sql`update channels set credentials = ${credentials} where id = ${channel?.id}`)
  await seal('lost.key')
  await db.execute(sql`insert into raw_callbacks (channel_id, source, method, query, content_type, body)
    values (${channel?.id}, 'push', 'POST', '', 'application/json', convert_to(${`{"tel":"${one}"}`}, 'UTF8'))`)
  await expect(erasePhone(world.ctx, { phone: one })).rejects.toMatchObject({
    code: 'erase_pushes_waiting',
  })
  expect(await findInDatabase(db, one)).not.toEqual([])
  await seal(channel?.credentials)
  expect(await erasePhone(world.ctx, { phone: one })).toMatchObject({ pushes: 1 })
  expect(await findInDatabase(db, one)).toEqual([])
})
