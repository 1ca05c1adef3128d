import { isNull } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { batches } from '#db/schema/batches.ts'
import { channels } from '#db/schema/channels.ts'
import { inboundMessages } from '#db/schema/reports.ts'
import { templates } from '#db/schema/templates.ts'
import { users } from '#db/schema/users.ts'
import { countsOf } from '#lib/batches/queries.ts'
import { demoChannels } from '#lib/demo/demo-data.ts'
import { loadDemo } from '#lib/demo/load.ts'
import { doesPush } from '#lib/providers/pushes.ts'
import { findProvider, getProvider, vendors } from '#lib/providers/registry.ts'
import { openConsole, pullSoon, type TestConsole } from './console.fixture.ts'

let world: TestConsole
const load = (demos = demoChannels, controlUrl = world.sandbox.controlUrl) =>
  loadDemo(
    world.ctx,
    { controlUrl, administrator: 'admin@example.com', password: 'x'.repeat(20) },
    demos,
  )

/** What there is of each table that the demo fills. */
async function countAll(): Promise<number[]> {
  const { db } = world.ctx
  return Promise.all([users, channels, templates, batches].map((table) => db.$count(table)))
}

const livingChannels = () => world.ctx.db.select().from(channels).where(isNull(channels.archivedAt))
const batchesByName = async () =>
  new Map((await world.ctx.db.select().from(batches)).map((batch) => [batch.name, batch]))

test('there is a demo channel at every vendor, with something to send', () => {
  expect(demoChannels.map(({ vendor }) => vendor).sort()).toEqual([...vendors].sort())
  for (const { batches: demos } of demoChannels)
    expect(demos.map(({ start }) => start)).toContain('now')
  const starts = new Set(demoChannels.flatMap((one) => one.batches.map(({ start }) => start)))
  expect(starts.size).toBe(4)
})

describe('a database of a version that knew two vendors', () => {
  // Without a worker nothing goes out, and nobody can answer it.
  const silent = demoChannels.map((demo) => ({
    ...demo,
    batches: demo.batches.map(({ replies: _, ...batch }) => batch),
  }))
  beforeAll(async () => {
    world = await openConsole()
  })
  afterAll(() => world.close())

  test('gets the channels that are missing, and first batches; what was there stays', async () => {
    const kept = silent[0]?.batches.slice(0, 1) ?? []
    await load(silent.slice(0, 2).map((demo, n) => ({ ...demo, batches: n === 0 ? kept : [] })))
    const before = await livingChannels()
    expect(before).toHaveLength(2)
    await load(silent)
    const after = await livingChannels()
    expect(after.map(({ vendor }) => vendor).sort()).toEqual([...vendors].sort())
    expect(after.filter(({ id }) => before.some((one) => one.id === id))).toEqual(before)
    // The first channel had a batch already; the others get theirs.
    const expected = [kept, ...silent.slice(1).map((one) => one.batches)].flat()
    expect([...(await batchesByName()).keys()].sort()).toEqual(
      expected.map((one) => one.name).sort(),
    )
  })
})

describe('an empty database', () => {
  beforeAll(async () => {
    world = await openConsole()
    world.startWorker()
    await load()
  })
  afterAll(() => world.close())

  test('every vendor that pushes has our address for reports and for replies', () => {
    const state = world.sandbox.control.state() as {
      vendors: Record<string, { pushes: Record<string, { url: string }> }>
    }
    const pushing = vendors.filter((vendor) => findProvider(vendor)?.parseCallback)
    expect(pushing.length).toBeGreaterThan(1)
    for (const vendor of pushing)
      for (const kind of (['reports', 'replies'] as const).filter((one) =>
        doesPush(getProvider(vendor), one),
      ))
        expect(state.vendors[vendor]?.pushes[kind]?.url, `${vendor} ${kind}`).toContain(
          `${world.receiverUrl}/api/callbacks/${vendor}/`,
        )
  })

  test.each(
    demoChannels.flatMap(({ vendor, batches: all }) => all.map((demo) => ({ ...demo, vendor }))),
  )('$vendor: $name is $start', { timeout: 60_000 }, async ({ name, start, more = [] }) => {
    const batch = (await batchesByName()).get(name)
    if (!batch) throw new Error('no such batch')
    const { recipientCount, summary, state, heldByVendor, scheduledAt } = batch
    expect(summary).toMatchObject({ rows: recipientCount + (summary?.refused ?? 0) })
    expect((summary?.refused ?? 0) > 0).toBe(more.length > 0)
    expect(heldByVendor).toBe(start === 'tomorrow_by_vendor')
    if (start === 'draft') return expect(state).toBe('draft')
    if (start === 'tomorrow') expect(state).toBe('scheduled')
    if (start !== 'now') expect(scheduledAt?.toISOString()).toMatch(/T02:00:00\.000Z$/)
    const settled = {
      now: 'delivered',
      tomorrow: 'queued',
      tomorrow_by_vendor: 'submitted',
    } as const
    // Who opted out a moment ago is spared by the marketing that follows.
    const countSettled = async () => {
      await pullSoon(world.ctx)
      const counts = await countsOf(world.ctx, batch.id)
      return counts[settled[start]] + counts.blocked
    }
    await expect.poll(countSettled, { timeout: 50_000, interval: 1_000 }).toBe(recipientCount)
  })

  test('people have answered at every vendor that carries replies, and one opted out', async () => {
    const list = () => world.ctx.db.select().from(inboundMessages)
    const said = demoChannels.flatMap((one) => one.batches.flatMap((batch) => batch.replies ?? []))
    await expect
      .poll(async () => (await list()).map(({ content }) => content).sort(), { timeout: 30_000 })
      .toEqual(said.map(({ content }) => content).sort())
    const rows = await list()
    expect(rows.every(({ messageId }) => messageId !== null)).toBe(true)
    expect(rows.some(({ optOut }) => optOut)).toBe(true)
  })

  test('loading again changes nothing; a sandbox on another port only moves the addresses', async () => {
    const before = await countAll()
    await load()
    expect(await countAll()).toEqual(before)
    await world.ctx.db.update(channels).set({ baseUrl: 'http://127.0.0.1:9' })
    await load()
    expect(await countAll()).toEqual(before)
    for (const { vendor, baseUrl } of await livingChannels())
      expect(baseUrl).toBe(world.sandbox.urls[vendor as keyof typeof world.sandbox.urls])
  })
})
