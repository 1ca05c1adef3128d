import type { AddressInfo } from 'node:net'
import { eq, sql } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { channels } from '#db/schema/channels.ts'
import { rawCallbacks } from '#db/schema/reports.ts'
import { archiveChannel } from '#lib/channels/archive.ts'
import { getChannel } from '#lib/channels/queries.ts'
import { revealCallback } from '#lib/channels/reveal-callback.ts'
import { endOldCallback, rotateCallback } from '#lib/channels/rotate-callback.ts'
import { setCallbackSources } from '#lib/channels/set-callback-sources.ts'
import { addSandboxChannel, createWorld, listAudit } from '#lib/channels/testing/world.ts'
import { createUnknownLimit } from './limit-unknown.ts'
import { callbackByteLimit, noteCallbacks } from './receive.ts'
import { createReceiver } from './serve.ts'

let world: Awaited<ReturnType<typeof createWorld>>
let server: ReturnType<typeof createReceiver>
let origin: string
let id: string
let path: string
let names = 0
beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world.close())
beforeEach(async () => {
  const onError = (error: unknown) => console.error(error)
  server = createReceiver(world.ctx.db, { onError, trustedProxies: ['127.0.0.0/8', '::1'] })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  id = await addSandboxChannel(world, 'infocloud', `channel ${names++}`)
  path = pathOf((await revealCallback(world.ctx, { id })).url)
})
afterEach(() => new Promise((resolve) => server.close(resolve)))

const pathOf = (url: string): string => new URL(url).pathname
async function push(place = path, headers: Record<string, string> = {}, body = 'x') {
  const answer = await fetch(origin + place, { method: 'POST', headers, body })
  return { status: answer.status, text: await answer.text() }
}
const countStored = () => world.ctx.db.$count(rawCallbacks, eq(rawCallbacks.channelId, id))
const notFound = { status: 404, text: 'not found' }

test.each([
  '/api/callbacks/infocloud/nobody',
  '/api/callbacks/infocloud/%00',
  '/api/callbacks/infocloud/%ff',
  '/api/callbacks/infocloud/%zz',
  '/api/callbacks/infocloud/%E0%A4%A/abc',
  '/x/../api/callbacks/infocloud/%ff',
  '/api/callbacks/nobody/x',
  '/api/callbacks/constructor/x',
  '/elsewhere',
])('an address that is not ours is not found: %s', async (place) => {
  expect(await push(place)).toEqual(notFound)
})

test('the right secret at another vendor is not found either', async () => {
  expect(await push(path.replace('infocloud', 'upyun'))).toEqual(notFound)
  expect((await push()).status).toBe(200)
})

test('a slash at the end of the address is no reason to refuse a push', async () => {
  expect((await push(`${path}/`)).status).toBe(200)
  expect(await countStored()).toBe(1)
})

test('an address is decoded as the console decodes it', async () => {
  const encoded = path.replace(/[^/]+$/, (token) =>
    [...token].map((sign) => `%${sign.charCodeAt(0).toString(16)}`).join(''),
  )
  expect((await push(encoded)).status).toBe(200)
  expect((await push(`${path}//`)).status).toBe(200)
  expect(await countStored()).toBe(2)
})

test.each(['HEAD', 'PUT', 'DELETE', 'PATCH', 'OPTIONS'])('%s is no push', async (method) => {
  const answer = await fetch(origin + path, { method })
  expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'GET, POST'])
  expect(await countStored()).toBe(0)
})

test('a push of more than a megabyte is refused, at a known address alone', async () => {
  const large = 'x'.repeat(callbackByteLimit + 1)
  expect((await push(path, {}, large)).status).toBe(413)
  expect(await countStored()).toBe(0)
})

test('unknown addresses are limited by network; a known one never is', async () => {
  const from = { 'x-forwarded-for': '192.0.2.7' }
  const unknown = '/api/callbacks/infocloud/nobody'
  const statuses: number[] = []
  for (let n = 0; n < 40; n++) statuses.push((await push(unknown, from)).status)
  expect(statuses.slice(0, 30)).toEqual(Array(30).fill(404))
  expect(statuses.slice(35)).toEqual(Array(5).fill(429))
  expect((await push(path, from)).status).toBe(200)
  expect(await push(unknown, { 'x-forwarded-for': '192.0.2.8' })).toEqual(notFound)
})

test('the limit comes back with time, and remembers no more networks than it may', () => {
  let now = 0
  const limit = createUnknownLimit(() => now)
  for (let n = 0; n < 30; n++) expect(limit.isOver('192.0.2.7')).toBe(false)
  expect(limit.isOver('192.0.2.7')).toBe(true)
  now = 2_000
  expect([1, 2, 3].map(() => limit.isOver('192.0.2.7'))).toEqual([false, false, true])
  for (let n = 0; n < 10_000; n++) limit.isOver(`10.${n >> 16}.${(n >> 8) & 255}.${n & 255}`)
  expect(limit.isOver('192.0.2.7')).toBe(false)
})

describe('a list of addresses', () => {
  test('lets in what is on it, through trusted proxies alone; others are not told why', async () => {
    await setCallbackSources(world.ctx, { id, sources: ['192.0.2.0/24', '2001:db8::/32'] })
    expect((await push(path, { 'x-forwarded-for': '192.0.2.7' })).status).toBe(200)
    expect((await push(path, { 'x-forwarded-for': '2001:db8::7' })).status).toBe(200)
    expect(await push(path, { 'x-forwarded-for': '198.51.100.7' })).toEqual(notFound)
    // What a stranger writes before the hop of the proxy is not believed.
    expect(await push(path, { 'x-forwarded-for': '192.0.2.7, 198.51.100.7' })).toEqual(notFound)
    expect(await push()).toEqual(notFound)
    expect(await countStored()).toBe(2)
    await setCallbackSources(world.ctx, { id, sources: [] })
    expect((await push()).status).toBe(200)
  })

  test('takes nothing that is no address', async () => {
    const set = setCallbackSources(world.ctx, { id, sources: ['192.0.2.0/24', 'vendor.example'] })
    await expect(set).rejects.toThrow('range_form')
  })
})

describe('rotation', () => {
  test('keeps the old address for its time, shows its use, and ends it by hand', async () => {
    const { url } = await rotateCallback(world.ctx, { id, keepHours: 48 })
    expect(pathOf(url)).not.toBe(path)
    expect(pathOf((await revealCallback(world.ctx, { id })).url)).toBe(pathOf(url))
    expect((await getChannel(world.ctx, id))?.callback.old).toMatchObject({ usedAt: null })
    expect((await push(pathOf(url))).status).toBe(200)
    expect((await getChannel(world.ctx, id))?.callback.old?.usedAt).toBeNull()
    expect((await push()).status).toBe(200)
    const old = (await getChannel(world.ctx, id))?.callback.old
    expect(old?.usedAt).toBeInstanceOf(Date)
    expect(old?.until.getTime()).toBeGreaterThan(Date.now() + 47 * 3_600_000)
    const again = rotateCallback(world.ctx, { id, keepHours: 1 })
    await expect(again).rejects.toMatchObject({ code: 'callback_rotating' })
    await endOldCallback(world.ctx, { id })
    expect(await push()).toEqual(notFound)
    expect((await push(pathOf(url))).status).toBe(200)
    expect(await countStored()).toBe(3)
    const audited = (await listAudit(world)).map((entry) => entry.action)
    expect(audited).toContain('channel.rotate_callback')
    expect(audited).toContain('channel.end_old_callback')
  })

  test('an old address is no longer good when its time is over', async () => {
    await rotateCallback(world.ctx, { id, keepHours: 1 })
    await world.ctx.db
      .update(channels)
      .set({ previousCallbackUntil: sql`now() - interval '1 second'` })
      .where(eq(channels.id, id))
    expect(await push()).toEqual(notFound)
    expect((await getChannel(world.ctx, id))?.callback.old).toBeNull()
    await rotateCallback(world.ctx, { id, keepHours: 1 })
  })
})

test('the channel says when its last push came; each turn looks at what is new alone', async () => {
  const { db } = world.ctx
  const lastOf = async () => (await getChannel(world.ctx, id))?.lastCallbackAt?.getTime()
  await push()
  await noteCallbacks(db)
  const first = await lastOf()
  expect(first).toBeGreaterThan(Date.now() - 60_000)
  await db.update(channels).set({ lastCallbackAt: null }).where(eq(channels.id, id))
  await noteCallbacks(db)
  expect(await lastOf()).toBeUndefined()
  await push()
  await noteCallbacks(db)
  expect(await lastOf()).toBeGreaterThan(first ?? Number.POSITIVE_INFINITY)
})

test('late reports of an archived channel are taken as before', async () => {
  const before = await push()
  await archiveChannel(world.ctx, { id })
  expect(await push()).toEqual(before)
  expect(await countStored()).toBe(2)
})
