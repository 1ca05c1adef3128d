import { randomInt } from 'node:crypto'
import { eq, sql } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { connect, type Db } from '#db/client.ts'
import { batches } from '#db/schema/batches.ts'
import { channels } from '#db/schema/channels.ts'
import { templates } from '#db/schema/templates.ts'
import { createTestDatabase, type TestDatabase } from '#db/testing.ts'
import { freezeTemplate } from '#lib/batches/freeze-template.ts'
import { claimCalls } from '#lib/dispatch/claim.ts'
import type { QuietHours } from '#lib/dispatch/quiet-hours.ts'
import { seedBatch, seedChannel, testContext } from '#lib/messages/testing.ts'
import { createRandom } from './fuzz/mutate.ts'

/** Messages tried, and the seed that gives the same ones again. */
const cases = Number(process.env.STOP_CASES ?? 10_000)
const seed = Number(process.env.STOP_SEED ?? randomInt(2 ** 31))
const size = 500

const random = createRandom(seed)
const chance = (share: number): boolean => random() < share
const below = (most: number): number => Math.floor(random() * most)
const oneOf = <T>(list: readonly T[]): T => list[below(list.length)] as T

let database: TestDatabase
let db: Db
beforeAll(async () => {
  database = await createTestDatabase()
  db = connect(database.url)
})
afterEach(() => vi.useRealTimers())
afterAll(async () => {
  await db.$client.end()
  await database.drop()
})

const categories = ['marketing', 'marketing', 'notification', 'otp'] as const
const scopes = ['marketing', 'marketing_and_notification'] as const
type Rules = {
  category: (typeof categories)[number]
  scope: (typeof scopes)[number]
  words: string | null
  text: string
  quiet: QuietHours | null
  /** Minutes since midnight in Asia/Shanghai. */
  minute: number
}

const clock = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`

const drawRules = (): Rules => ({
  category: oneOf(categories),
  scope: oneOf(scopes),
  words: oneOf([null, '拒收请回复R']),
  text: oneOf(['新品到店', '新品到店，拒收请回复R', '新品到店，拒收请回复R', '退订回T']),
  quiet: chance(0.6) ? { from: clock(below(1440)), to: clock(below(1440)) } : null,
  minute: below(1440),
})

/** Walks on from the beginning of the quiet hours, minute by minute, to their end. */
function isQuiet({ quiet, minute, category }: Rules): boolean {
  if (!quiet || category !== 'marketing') return false
  const toMinute = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3))
  const end = toMinute(quiet.to)
  for (let at = toMinute(quiet.from); at !== end; at = (at + 1) % 1440)
    if (at === minute) return true
  return false
}

const lacksWords = ({ category, words, text }: Rules): boolean =>
  category === 'marketing' && words !== null && text.split(words).length === 1

const minds = ({ category, scope }: Rules): boolean =>
  category === 'marketing' || (category === 'notification' && scope !== 'marketing')

const phoneOf = (n: number): string => `1380000${String(n).padStart(4, '0')}`

type List = 'opt_outs' | 'blocklist'
/** Puts people on a list, each once, or takes them off it, in the database and in `standing`. */
async function change(list: List, standing: Set<string>, phones: string[], on: boolean) {
  const some = [...new Set(phones)].filter((phone) => standing.has(phone) !== on)
  const values = sql`unnest(${sql.param(some)}::text[])`
  if (list === 'opt_outs' && on)
    await db.execute(sql`insert into opt_outs (phone, source) select v, 'reply' from ${values} v`)
  if (list === 'blocklist' && on)
    await db.execute(sql`insert into blocklist (phone, reason) select v, 'x' from ${values} v`)
  if (!on)
    await db.execute(sql`
      update ${sql.identifier(list)} set undone_at = now() where undone_at is null and phone in (select ${values})`)
  for (const phone of some) on ? standing.add(phone) : standing.delete(phone)
}

let nextId = 1
async function seedRound(rules: Rules): Promise<string> {
  const channelId = await seedChannel(db, `c${nextId}`)
  await db
    .update(channels)
    .set({ quietHours: rules.quiet, optOutWords: rules.words })
    .where(eq(channels.id, channelId))
  const firstId = nextId
  nextId += size
  const createdAt = new Date()
  const empty = { name: `b${firstId}`, firstId, createdAt, messages: [], state: 'sending' as const }
  const id = await seedBatch(db, channelId, empty)
  const phones = Array.from({ length: size }, () => phoneOf(below(3_000)))
  await db.execute(sql`
    insert into messages (id, created_at, batch_id, channel_id, row, phone, values, segments, status)
    select ${firstId}::bigint + n - 1, ${createdAt}, ${id}, ${channelId}, n + 1, phone, '{}', 1, 'queued'
    from unnest(${sql.param(phones)}::text[]) with ordinality v(phone, n)`)
  const [drawn] = await db
    .update(templates)
    .set({ category: rules.category, text: rules.text })
    .where(eq(templates.channelId, channelId))
    .returning()
  if (!drawn) throw new Error('no template')
  await db
    .update(batches)
    .set({ nextId: firstId, lastId: nextId - 1, template: freezeTemplate(drawn) })
    .where(eq(batches.id, id))
  await db.execute(sql`
    insert into settings (key, value) values ('optOutScope', ${JSON.stringify(rules.scope)}::jsonb)
    on conflict (key) do update set value = excluded.value`)
  return id
}

const people = () => Array.from({ length: below(60) }, () => phoneOf(below(3_000)))

test(`${cases} messages, seed ${seed}: nobody who may not be written to, nothing when nothing may go`, async () => {
  const standing = { opt_outs: new Set<string>(), blocklist: new Set<string>() }
  const seen = { claimed: 0, blocked: 0, held: 0, paused: 0 }
  const ctx = testContext(db)
  for (let tried = 0; tried < cases; tried += size) {
    const rules = drawRules()
    const batchId = await seedRound(rules)
    vi.useFakeTimers({ toFake: ['Date'], now: new Date(`2026-11-21T${clock(rules.minute)}+08:00`) })
    const claimed = new Set<number>()
    for (;;) {
      for (const list of ['opt_outs', 'blocklist'] as const) {
        await change(list, standing[list], people(), true)
        await change(list, standing[list], people(), false)
      }
      const claims = await claimCalls(ctx, { batchId, calls: 1, worker: 'test' })
      const messages = claims.flatMap((claim) => claim.messages)
      if (messages.length === 0) break
      expect(isQuiet(rules) || lacksWords(rules)).toBe(false)
      for (const { id, phone } of messages) {
        expect(standing.blocklist.has(phone)).toBe(false)
        expect(minds(rules) && standing.opt_outs.has(phone)).toBe(false)
        expect(claimed.has(id)).toBe(false)
        claimed.add(id)
      }
    }
    vi.useRealTimers()
    const { rows } = await db.execute<{ status: string; n: number }>(sql`
      select status, count(*)::int as n from messages where batch_id = ${batchId} group by 1`)
    const by = Object.fromEntries(rows.map((row) => [row.status, row.n]))
    const stays = isQuiet(rules) || lacksWords(rules)
    expect(by.submitting ?? 0).toBe(claimed.size)
    expect(by.queued ?? 0).toBe(stays ? size : 0)
    expect((by.blocked ?? 0) + (by.submitting ?? 0) + (by.queued ?? 0)).toBe(size)
    const [batch] = await db.select().from(batches).where(eq(batches.id, batchId))
    expect(batch?.state === 'paused').toBe(lacksWords(rules))
    seen.claimed += claimed.size
    seen.blocked += by.blocked ?? 0
    seen.held += isQuiet(rules) ? size : 0
    seen.paused += lacksWords(rules) ? 1 : 0
  }
  expect(seen.claimed).toBeGreaterThan(0)
  expect(seen.blocked).toBeGreaterThan(0)
  if (cases > 100_000) console.log(seen)
}, 3_600_000)

test('marketing that is going out pauses once its channel asks for words that it lacks', async () => {
  const rules = {
    category: 'marketing',
    scope: 'marketing',
    words: null,
    text: '新品到店',
  } as const
  const batchId = await seedRound({ ...rules, quiet: null, minute: 0 })
  const claim = () => claimCalls(testContext(db), { batchId, calls: 1, worker: 'test' })
  expect(await claim()).toHaveLength(1)
  await db.update(channels).set({ optOutWords: '拒收请回复R' })
  expect(await claim()).toEqual([])
  const [batch] = await db.select().from(batches).where(eq(batches.id, batchId))
  expect(batch).toMatchObject({ state: 'paused', pauseReason: { code: 'opt_out_words' } })
})
