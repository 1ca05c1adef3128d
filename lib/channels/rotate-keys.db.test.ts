import { randomBytes } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { channels } from '#db/schema/channels.ts'
import type { Context } from '#lib/context.ts'
import { type Keyring, keyIdOf } from '#lib/crypto/keyring.ts'
import { addChannel } from './add.ts'
import { archiveChannel } from './archive.ts'
import { callbackUrl } from './callback-address.ts'
import { openCredentials } from './open-channel.ts'
import { listKeys, rotateKeys } from './rotate-keys.ts'
import { createWorld, listAudit } from './testing/world.ts'
import { updateChannel } from './update.ts'

const keys = new Map(['k1', 'k2', 'k3'].map((id) => [id, randomBytes(32)]))
const ring = (...ids: string[]): Keyring => ({
  current: ids[0] ?? '',
  keys: new Map(ids.map((id) => [id, keys.get(id) as Buffer])),
})
let world: Awaited<ReturnType<typeof createWorld>>
const withKeys = (...ids: string[]): Context => ({ ...world.ctx, keys: ring(...ids) })
const credentials = { apiKey: 'key-of-test', accessKey: 'very-secret' }
const rowOf = async (id: string) => {
  const [row] = await world.ctx.db.select().from(channels).where(eq(channels.id, id))
  if (!row) throw new Error('no row')
  return row
}
let kept: string
let archived: string

beforeAll(async () => {
  world = await createWorld()
  const add = async (name: string) =>
    (await addChannel(withKeys('k1'), { vendor: 'infocloud', name, credentials })).id
  kept = await add('kept')
  archived = await add('archived')
  await archiveChannel(withKeys('k1'), { id: archived })
})
afterAll(() => world.close())

test('every secret is sealed anew, of archived channels too, and says the same', async () => {
  const before = callbackUrl(withKeys('k1'), await rowOf(kept))
  const rotation = await rotateKeys(withKeys('k2', 'k1'))
  expect(rotation).toMatchObject({ key: 'k2', count: 4, all: 4 })
  expect(rotation.keys).toEqual([
    { id: 'k2', current: true, known: true, count: 4 },
    { id: 'k1', current: false, known: true, count: 0 },
  ])
  for (const id of [kept, archived]) {
    const row = await rowOf(id)
    expect([keyIdOf(row.credentials), keyIdOf(row.callbackToken), row.keyId]).toEqual(
      Array(3).fill('k2'),
    )
    expect(openCredentials(withKeys('k2'), row)).toEqual(credentials)
  }
  expect(callbackUrl(withKeys('k2'), await rowOf(kept))).toBe(before)
  const last = (await listAudit(world)).at(-1)
  expect(last).toMatchObject({ action: 'keys.rotate', details: { key: 'k2', count: 4 } })
  expect(JSON.stringify(last)).not.toContain('very-secret')
})

test('again changes nothing; without the old key nothing is broken and it is said', async () => {
  expect(await rotateKeys(withKeys('k2', 'k1'))).toMatchObject({ count: 0, all: 4 })
  const rotation = await rotateKeys(withKeys('k3'))
  expect(rotation).toMatchObject({ count: 0 })
  expect(rotation.keys).toEqual([
    { id: 'k3', current: true, known: true, count: 0 },
    { id: 'k2', current: false, known: false, count: 4 },
  ])
  expect(openCredentials(withKeys('k2'), await rowOf(kept))).toEqual(credentials)
})

test('a change made at the same time is kept, whichever comes first', async () => {
  for (let n = 0; n < 20; n++) {
    const [first, second] = n % 2 ? ['k2', 'k3'] : ['k3', 'k2']
    const accessKey = `secret-${n}`
    await Promise.all([
      rotateKeys(withKeys(first as string, second as string)),
      updateChannel(withKeys(second as string, first as string), {
        id: kept,
        credentials: { accessKey },
      }),
      rotateKeys(withKeys(first as string, second as string)),
    ])
    expect(openCredentials(withKeys('k2', 'k3'), await rowOf(kept))).toEqual({
      ...credentials,
      accessKey,
    })
  }
  await rotateKeys(withKeys('k3', 'k2'))
  expect((await listKeys(withKeys('k3', 'k2')))[1]).toMatchObject({ id: 'k2', count: 0 })
})
