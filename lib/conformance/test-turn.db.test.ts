import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { channels } from '#db/schema/channels.ts'
import { queryBucket } from '#lib/channels/take-query.ts'
import { testChannel } from '#lib/channels/test.ts'
import { addTestChannel, openConsole, type TestConsole } from './console.fixture.ts'

let console: TestConsole
beforeAll(async () => {
  console = await openConsole({ settings: { infocloud: { queriesPerMinute: 0 } } })
})
afterAll(() => console.close())

/** The account has so much of its next question; one comes back in 20 s. */
async function leaveTokens(id: string, tokens: number): Promise<void> {
  const [channel] = await console.ctx.db.select().from(channels).where(sql`id = ${id}`)
  if (!channel) throw new Error('no channel')
  const key = queryBucket(console.ctx, channel)
  await console.ctx.db.execute(sql`
    insert into rate_buckets (key, tokens, updated_at) values (${key}, ${tokens}, clock_timestamp())
    on conflict (key) do update set tokens = ${tokens}, updated_at = clock_timestamp()`)
}

test('the test of a new channel on an account that was just asked waits its turn', async () => {
  const older = await addTestChannel(console, 'infocloud')
  expect(await testChannel(console.ctx, { id: older })).toMatchObject({ ok: true })
  const newer = await addTestChannel(console, 'infocloud')
  await leaveTokens(newer, 0.95)
  const waits: number[] = []
  const tested = await testChannel(console.ctx, { id: newer }, (waitMs) => waits.push(waitMs))
  expect(tested).toMatchObject({ ok: true })
  expect(waits.length).toBeGreaterThan(0)
  // What it was told a moment ago stands for it, without a wait.
  await leaveTokens(newer, 0)
  const again: number[] = []
  expect(await testChannel(console.ctx, { id: newer }, (ms) => again.push(ms))).toMatchObject({
    ok: true,
  })
  expect(again).toEqual([])
})

test('a turn that is too far off is said', async () => {
  const id = await addTestChannel(console, 'infocloud')
  await leaveTokens(id, -2)
  await expect(testChannel(console.ctx, { id })).rejects.toMatchObject({ code: 'query_wait' })
})
