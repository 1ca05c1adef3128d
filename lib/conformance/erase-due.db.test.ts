import { eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { auditEntries } from '#db/schema/audit.ts'
import { abortBatch } from '#lib/batches/abort.ts'
import { readCheck } from '#lib/batches/check-view.ts'
import { getBatch } from '#lib/batches/queries.ts'
import { listInbound } from '#lib/inbound/list-inbound.ts'
import { listMessages } from '#lib/messages/list-messages.ts'
import { settleMessage } from '#lib/messages/settle-message.ts'
import { eraseDue } from '#lib/personal-data/erase-due.ts'
import { changeSettings } from '#lib/settings/change-settings.ts'
import type { ConsoleSettings } from '#lib/settings/read-settings.ts'
import { sweepUploads } from '#lib/uploads/sweep-uploads.ts'
import { openConsole, type TestConsole } from './console.fixture.ts'
import { countsByBatch, type Filled, fillWithPeople } from './erase-phone.fixture.ts'
import { findInDatabase } from './find-in-database.fixture.ts'
import { expectExactCounts, referenceOf } from './protocol.fixture.ts'

const people = { phone: '13900139001', other: '13900139002' }
const locale = 'zh-CN'

let world: TestConsole
let filled: Filled
beforeAll(async () => {
  world = await openConsole({ reportDelayMs: [0, 0] })
  filled = await fillWithPeople(world, people)
  await makeOld(20)
}, 120_000)
afterAll(() => world.close())

/** What has happened so far happened so many days ago; batches, by the time of their end. */
async function makeOld(days: number): Promise<void> {
  const { db } = world.ctx
  const ago = sql`now() - make_interval(days => ${days})`
  await db.execute(sql`update batches set finished_at = ${ago} where finished_at is not null`)
  await db.execute(sql`update inbound_messages set received_at = ${ago}`)
  await db.execute(sql`update delivery_reports set created_at = ${ago}`)
  await db.execute(sql`update raw_callbacks set received_at = ${ago}`)
  await db.execute(sql`update uploads set created_at = ${ago}`)
}

const keep = (change: Partial<ConsoleSettings>) => changeSettings(world.ctx, change)

/** Turn after turn until there is nothing left; how much each did. */
async function eraseAll(most?: number): Promise<number[]> {
  const turns: number[] = []
  for (;;) {
    const count = await eraseDue(world.ctx, most)
    if (count === 0) return turns
    turns.push(count)
  }
}

const placesOf = async (phone: string) =>
  (await findInDatabase(world.ctx.db, phone)).map((place) => place.replace(/_\d{4}_\d\d/, ''))

test('nothing is erased unless a time is set, nor before it is over', async () => {
  const before = await placesOf(people.phone)
  expect(await eraseAll()).toEqual([])
  const days = 21
  await keep({
    keepMessagesDays: days,
    keepPushesDays: days,
    keepRepliesDays: days,
    keepRefusedDays: days,
  })
  expect(await eraseAll()).toEqual([])
  expect(await placesOf(people.phone)).toEqual(before)
  expect(() => keep({ keepMessagesDays: 6 })).toThrow(/keepMessagesDays/)
})

describe('after its time each kind goes by itself', () => {
  const all = { keepMessagesDays: null, keepPushesDays: null, keepRepliesDays: null }
  const none = { ...all, keepRefusedDays: null, keepUploadsDays: null }
  const kinds: [keyof typeof none, string[]][] = [
    ['keepRepliesDays', ['inbound_messages.phone', 'inbound_messages.content']],
    ['keepPushesDays', ['raw_callbacks.body', 'raw_callbacks.query', 'delivery_reports.phone']],
    ['keepRefusedDays', ['refused_rows.line']],
    ['keepUploadsDays', ['upload_chunks.bytes']],
  ]
  test.each(kinds)('%s', async (name, places) => {
    const before = await placesOf(people.phone)
    expect(before).toEqual(expect.arrayContaining(places))
    await keep({ ...none, [name]: 15 })
    await eraseAll()
    await sweepUploads(world.ctx)
    const after = await placesOf(people.phone)
    expect(after.filter((place) => places.includes(place))).toEqual([])
    await keep(none)
  })

  test('messages of ended batches, in bounded portions; those that wait keep theirs', async () => {
    const sent = Object.values(filled.sent)
    const counts = await countsByBatch(world.ctx, sent)
    await keep({ ...none, keepMessagesDays: 15 })
    const turns = await eraseAll(1)
    // Each batch has two messages, and is marked in a turn of its own; 1 more while there may be more.
    expect(turns).toEqual(sent.flatMap(() => [2, 2, 1]))
    const { rows } = await world.ctx.db.execute<{ batch: string; phones: string[] }>(sql`
      select batch_id as batch, array_agg(phone order by row) as phones from messages group by 1`)
    const phones = new Map(rows.map((row) => [row.batch, row.phones]))
    for (const id of sent) {
      expect(phones.get(id)).toEqual(['1390*******', '1390*******'])
      expect((await getBatch(world.ctx, id)).phonesErasedAt).toBeInstanceOf(Date)
    }
    for (const id of [filled.scheduled, filled.awaiting, filled.draft])
      expect(phones.get(id)).toEqual([people.phone, people.other])
    expect(await countsByBatch(world.ctx, sent)).toEqual(counts)
    await expectExactCounts(world)
  })
})

test('what was erased still shows, by counts and states', async () => {
  for (const id of Object.values(filled.sent)) {
    const { summary } = await readCheck(world.ctx, { id, locale })
    expect(summary).toMatchObject({ texts: [] })
    expect(summary?.sample).toBeUndefined()
    const page = await listMessages(world.ctx, { batchId: id }, { locale })
    expect(page.rows.map(({ phone }) => phone)).toEqual(['139********', '139********'])
  }
  const { rows } = await listInbound(world.ctx, {})
  expect(rows.length).toBeGreaterThan(0)
  for (const row of rows) expect(row).toMatchObject({ content: '', phoneToken: 'erased' })
})

test('an erased message is never sent again', async () => {
  const [id] = Object.values(filled.sent)
  const { rows } = await world.ctx.db.execute<{ id: string }>(
    sql`update messages set status = 'unknown' where batch_id = ${id} returning id`,
  )
  const messageId = Number(rows[0]?.id)
  const reference = await referenceOf(world, messageId)
  const input = { messageId, as: 'queued' as const, reference, reason: 'test' }
  await expect(settleMessage(world.ctx, input)).rejects.toMatchObject({ code: 'message_erased' })
})

test('nothing is left once all batches have ended and their time is over', async () => {
  const days = 15
  await world.ctx.db.execute(sql`update batches set state = 'sending' where id in
    (${filled.scheduled}, ${filled.awaiting}, ${filled.draft})`)
  for (const batchId of [filled.scheduled, filled.awaiting, filled.draft])
    await abortBatch(world.ctx, { batchId })
  await world.ctx.db.execute(sql`update batches set scheduled_at = null`)
  await makeOld(20)
  await keep({
    keepMessagesDays: days,
    keepPushesDays: days,
    keepRepliesDays: days,
    keepRefusedDays: days,
    keepUploadsDays: days,
  })
  await eraseAll()
  await sweepUploads(world.ctx)
  // The name of a batch is what a person wrote there.
  for (const phone of Object.values(people))
    expect((await placesOf(phone)).filter((place) => place !== 'batches.name')).toEqual([])
  const entries = await world.ctx.db
    .select()
    .from(auditEntries)
    .where(eq(auditEntries.action, 'retention.erase'))
  expect(entries.length).toBeGreaterThan(5)
})
