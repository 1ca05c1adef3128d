import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { connect, type Db } from '#db/client.ts'
import { auditEntries } from '#db/schema/audit.ts'
import { messages } from '#db/schema/messages.ts'
import { createTestDatabase, type TestDatabase } from '#db/testing.ts'
import type { Context } from '#lib/context.ts'
import { MessageParams, readMessageFilter } from './filter.ts'
import { listMessages } from './list-messages.ts'
import { isReadable } from './phone-token.ts'
import { writeSearchTarget } from './search-target.ts'
import { seedBatch, seedCall, seedChannel, testContext } from './testing.ts'
import type { MessageFilter } from './types.ts'

let database: TestDatabase
let db: Db
let ctx: Context
let first: string
let second: string
let batches: { old: string; failing: string; draft: string; recent: string }

const now = new Date()
const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000)
const phones = (count: number, from = 13800000000) =>
  Array.from({ length: count }, (_, n) => ({ phone: String(from + n) }))

beforeAll(async () => {
  database = await createTestDatabase()
  db = connect(database.url)
  ctx = testContext(db)
  first = await seedChannel(db, 'first')
  second = await seedChannel(db, 'second', 'upyun')
  batches = {
    old: await seedBatch(db, first, {
      name: 'May news',
      firstId: 100,
      createdAt: daysAgo(20),
      messages: phones(30),
    }),
    failing: await seedBatch(db, second, {
      name: 'June 100% news',
      firstId: 200,
      createdAt: daysAgo(10),
      messages: [
        ...phones(5, 18900000000).map((one) => ({ ...one, status: 'failed' as const, code: 'E1' })),
        { phone: '13800000000', vendorMessageId: 'vendor-7' },
      ],
    }),
    draft: await seedBatch(db, first, {
      name: 'not confirmed',
      firstId: 300,
      createdAt: daysAgo(0),
      messages: phones(3),
      confirmed: false,
    }),
    recent: await seedBatch(db, first, {
      name: 'July news',
      firstId: 400,
      createdAt: daysAgo(0),
      messages: phones(25, 13900000000),
    }),
  }
})
afterAll(async () => {
  await db.$client.end()
  await database.drop()
})

const idsOf = async (filter: MessageFilter, limit = 500) =>
  (await listMessages(ctx, filter, { locale: 'en', limit })).rows.map((row) => row.id)
const down = (from: number, to: number) => Array.from({ length: from - to + 1 }, (_, n) => from - n)

describe('listMessages', () => {
  test('lists newest first and leaves out what is not confirmed', async () => {
    expect(await idsOf({})).toEqual([...down(424, 400), ...down(205, 200), ...down(129, 100)])
  })

  test('shows a row whole, with its phone masked', async () => {
    const page = await listMessages(ctx, { batchId: batches.recent }, { locale: 'en', limit: 1 })
    expect(page.rows[0]).toMatchObject({
      id: 424,
      batchName: 'July news',
      phone: '139****0024',
      text: '【Acme】Dear Li, your order is here.',
      status: 'delivered',
      reportCode: null,
      channel: { name: 'first', vendor: 'infocloud' },
    })
  })

  test.each([
    ['without a filter', {}],
    ['by channel', { channelId: 'first' }],
    ['by phone', { phone: '13800000000' }],
  ])('walks forward and back over the same pages %s', async (_, shape) => {
    const filter: MessageFilter = 'channelId' in shape ? { channelId: first } : shape
    const all = await idsOf(filter)
    const size = Math.max(1, Math.floor(all.length / 3))
    const forward: number[][] = []
    let cursor: string | undefined
    let before: string | undefined
    for (;;) {
      const page = await listMessages(ctx, filter, { locale: 'en', limit: size, cursor })
      forward.push(page.rows.map((row) => row.id))
      before = page.previous
      if (!page.next) break
      cursor = page.next
    }
    expect(forward.flat()).toEqual(all)
    const back = [forward.at(-1) ?? []]
    while (before) {
      const page = await listMessages(ctx, filter, { locale: 'en', limit: size, before })
      back.unshift(page.rows.map((row) => row.id))
      expect(page.next).toBeDefined()
      before = page.previous
    }
    expect(back).toEqual(forward)
  })

  test('narrows by every field, alone and together', async () => {
    expect(await idsOf({ statuses: ['failed'] })).toEqual(down(204, 200))
    expect(await idsOf({ statuses: ['failed', 'delivered'], batchId: batches.failing })).toEqual(
      down(205, 200),
    )
    expect(await idsOf({ statuses: ['queued'] })).toEqual([])
    expect(await idsOf({ code: 'E1' })).toEqual(down(204, 200))
    expect(await idsOf({ carrier: 'ctcc' })).toEqual(down(204, 200))
    expect(await idsOf({ channelId: second })).toEqual(down(205, 200))
    expect(await idsOf({ phone: '13800000000' })).toEqual([205, 100])
    expect(await idsOf({ phone: '13800000000', channelId: first })).toEqual([100])
    expect(await idsOf({ from: daysAgo(15), to: daysAgo(5) })).toEqual(down(205, 200))
    expect(await idsOf({ phone: '13800000000', to: daysAgo(15) })).toEqual([100])
    expect(await idsOf({ batchName: '100%' })).toEqual(down(205, 200))
    expect(await idsOf({ batchName: 'NEWS', statuses: ['failed'] })).toEqual(down(204, 200))
  })

  test('never lists a draft, asked for by batch, phone or vendor’s id', async () => {
    await db.update(messages).set({ vendorMessageId: 'draft-1' }).where(eq(messages.id, 300))
    expect(await idsOf({ batchId: batches.draft })).toEqual([])
    expect(await idsOf({ vendorId: 'draft-1' })).toEqual([])
  })

  test('finds by the vendor’s id of a message, of a call, and by our reference', async () => {
    const scope = { batchId: batches.old, channelId: first, messagesCreatedAt: daysAgo(20) }
    const call = await seedCall(db, {
      ...scope,
      firstId: 100,
      lastId: 129,
      reference: 'ref1',
      vendorSubmissionId: 'call-9',
    })
    for (const id of [101, 103]) {
      await db.update(messages).set({ submissionId: call }).where(eq(messages.id, id))
    }
    expect(await idsOf({ vendorId: 'vendor-7' })).toEqual([205])
    expect(await idsOf({ vendorId: 'call-9' })).toEqual([103, 101])
    expect(await idsOf({ vendorId: 'ref1' })).toEqual([103, 101])
    const page = await listMessages(ctx, { vendorId: 'ref1' }, { locale: 'en' })
    expect(page.rows[0]).toMatchObject({ reference: 'ref1', vendorMessageId: 'call-9' })
  })

  test('reveals to an operator with an audit entry, and to nobody else', async () => {
    const filter = { phone: '13800000000' }
    const page = await listMessages(ctx, filter, { locale: 'en', reveal: true })
    expect(page.rows[0]?.phone).toBe('13800000000')
    const [entry] = await db.select().from(auditEntries)
    expect(entry).toMatchObject({ action: 'message.reveal', actorName: 'Ada' })
    expect(entry?.details).toEqual({ count: 2, filter: { phone: '138****0000' } })
    const viewer = testContext(db, 'viewer')
    await expect(
      listMessages(viewer, filter, { locale: 'en', reveal: true }),
    ).rejects.toMatchObject({ code: 'forbidden' })
  })
})

describe('the search box', () => {
  const resolve = async (text: string) => {
    const target = await writeSearchTarget(ctx, { text })
    return { target, filter: readMessageFilter(ctx.keys, MessageParams.parse({ q: target })) }
  }

  test('turns a phone into an opaque text, the same each time', async () => {
    const { target, filter } = await resolve('+86 138-0000-0000')
    expect(target).toMatch(/^phone:/)
    expect(target).not.toContain('1380')
    expect(filter).toEqual({ phone: '13800000000' })
    expect((await resolve('13800000000')).target).toBe(target)
  })

  test('knows a batch, a vendor’s id and a name apart', async () => {
    expect((await resolve(batches.old)).filter).toEqual({ batchId: batches.old })
    expect((await resolve('vendor-7')).filter).toEqual({ vendorId: 'vendor-7' })
    expect((await resolve('news')).filter).toEqual({ batchName: 'news' })
    expect((await resolve(batches.draft)).filter).toEqual({ batchName: batches.draft })
  })

  test('a token that somebody made up finds nothing', async () => {
    const filter = readMessageFilter(ctx.keys, MessageParams.parse({ q: 'phone:13800000000' }))
    expect(await idsOf(filter)).toEqual([])
    expect(isReadable(filter.phone)).toBe(false)
    expect(isReadable((await resolve('13800000000')).filter.phone)).toBe(true)
  })
})
