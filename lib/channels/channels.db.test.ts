import { eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { channels } from '#db/schema/channels.ts'
import { fingerprint } from '#lib/crypto/keyring.ts'
import { UserError } from '#lib/errors.ts'
import { addChannel } from './add.ts'
import { archiveChannel } from './archive.ts'
import { openCredentials } from './open-channel.ts'
import { pauseChannel } from './pause.ts'
import { getChannel, listChannels, requireChannelId } from './queries.ts'
import { resumeChannel } from './resume.ts'
import { revealCallback } from './reveal-callback.ts'
import { testChannel } from './test.ts'
import { addSandboxChannel, createWorld, listAudit } from './testing/world.ts'
import { updateChannel } from './update.ts'

let world: Awaited<ReturnType<typeof createWorld>>
beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world.close())

const rowOf = async (id: string) => {
  const [row] = await world.ctx.db.select().from(channels).where(eq(channels.id, id))
  if (!row) throw new Error('no row')
  return row
}
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'no error',
    (error: unknown) =>
      error instanceof UserError ? `${error.code} ${error.field ?? ''}`.trim() : String(error),
  )
const credentials = { apiKey: 'key-of-test', accessKey: 'very-secret' }

describe('adding', () => {
  it('seals the credentials, audits without them and asks for the balance', async () => {
    const { id } = await addChannel(world.ctx, {
      vendor: 'infocloud',
      name: 'sealed',
      credentials,
      price: 0.0455,
    })
    const row = await rowOf(id)
    expect(JSON.stringify(row)).not.toContain('very-secret')
    expect(row).toMatchObject({ price: '0.0455', keyId: 'k1', state: 'active' })
    expect(openCredentials(world.ctx, row)).toEqual(credentials)
    expect(row.settings).toMatchObject({ signMethod: 'HmacSHA256' })
    expect(JSON.stringify(await listAudit(world))).not.toContain('very-secret')
    const jobs = await world.ctx.db.execute(
      sql`select name from pgboss.job where data->>'channelId' = ${id}`,
    )
    expect(jobs.rows).toEqual([{ name: 'poll-balance' }])
  })

  it('refuses a taken name, and leaves nothing behind', async () => {
    await addChannel(world.ctx, { vendor: 'infocloud', name: 'twice', credentials })
    const before = (await listAudit(world)).length
    const again = addChannel(world.ctx, { vendor: 'infocloud', name: 'twice', credentials })
    expect(await codeOf(again)).toBe('name_taken name')
    expect((await listAudit(world)).length).toBe(before)
  })

  it.each([
    ['an unknown vendor', { vendor: 'nobody' }, 'vendor_unknown vendor'],
    ['a missing secret', { credentials: { apiKey: 'k' } }, 'field_invalid credentials.accessKey'],
    ['a stray field', { credentials: { ...credentials, t: 'x' } }, 'field_unknown credentials.t'],
    ['a stray setting', { settings: { colour: 'x' } }, 'field_unknown settings.colour'],
    ['a bad setting', { settings: { signMethod: 'x' } }, 'field_invalid settings.signMethod'],
  ])('refuses %s', async (_, change, code) => {
    const input = { vendor: 'infocloud', name: 'refused', credentials, ...change }
    expect(await codeOf(addChannel(world.ctx, input))).toBe(code)
  })

  it.each([
    ['price', { price: '0.12345' }],
    ['baseUrl', { baseUrl: 'ftp://x' }],
    ['baseUrl', { baseUrl: 'https://user:pass@host' }],
    ['callsPerSecond', { callsPerSecond: 0 }],
  ])('refuses a bad %s', async (path, change) => {
    const input = { vendor: 'infocloud', name: 'refused', credentials, ...change }
    await expect(addChannel(world.ctx, input)).rejects.toMatchObject({ issues: [{ path: [path] }] })
  })
})

describe('changing', () => {
  it('keeps empty credentials, and what is not given', async () => {
    const { id } = await addChannel(world.ctx, { vendor: 'infocloud', name: 'kept', credentials })
    await updateChannel(world.ctx, {
      id,
      price: '0.05',
      credentials: { apiKey: '', accessKey: 'newer-secret' },
    })
    const row = await rowOf(id)
    expect(openCredentials(world.ctx, row)).toEqual({ ...credentials, accessKey: 'newer-secret' })
    expect(row).toMatchObject({ name: 'kept', price: '0.0500' })
    const last = (await listAudit(world)).at(-1)
    expect(last).toMatchObject({
      action: 'channel.update',
      details: { before: { price: '0.0000' }, credentialsReplaced: true },
    })
    expect(JSON.stringify(last)).not.toContain('newer-secret')
  })

  it('takes all credentials anew where the old ones cannot be opened', async () => {
    const { id } = await addChannel(world.ctx, {
      vendor: 'infocloud',
      name: 'damaged',
      credentials,
    })
    await world.ctx.db.update(channels).set({ credentials: 'k1.AAAA' }).where(eq(channels.id, id))
    const some = updateChannel(world.ctx, { id, credentials: { apiKey: 'new' } })
    expect(await codeOf(some)).toBe('field_invalid credentials.accessKey')
    await updateChannel(world.ctx, { id, credentials })
    expect(openCredentials(world.ctx, await rowOf(id))).toEqual(credentials)
  })

  it('asks for the credentials again before they would go to another address', async () => {
    const { id } = await addChannel(world.ctx, { vendor: 'infocloud', name: 'moved', credentials })
    const elsewhere = { id, baseUrl: 'https://elsewhere.example.com' }
    expect(await codeOf(updateChannel(world.ctx, elsewhere))).toBe(
      'credentials_again credentials.apiKey',
    )
    expect((await rowOf(id)).baseUrl).toBeNull()
    await updateChannel(world.ctx, { ...elsewhere, credentials })
    expect((await rowOf(id)).baseUrl).toBe('https://elsewhere.example.com')
    await updateChannel(world.ctx, { id, baseUrl: 'https://elsewhere.example.com/sms' })
  })

  it('pauses, resumes and archives, each audited once', async () => {
    const { id } = await addChannel(world.ctx, { vendor: 'infocloud', name: 'stop', credentials })
    await pauseChannel(world.ctx, { id })
    await pauseChannel(world.ctx, { id })
    expect((await getChannel(world.ctx, 'stop'))?.state).toBe('paused')
    await resumeChannel(world.ctx, { id })
    await archiveChannel(world.ctx, { id })
    const actions = (await listAudit(world)).map(({ action }) => action)
    expect(actions.slice(-4)).toEqual([
      'channel.add',
      'channel.pause',
      'channel.resume',
      'channel.archive',
    ])
    expect(await getChannel(world.ctx, id)).toBeNull()
    expect(await codeOf(pauseChannel(world.ctx, { id }))).toBe('not_found')
    expect(await codeOf(requireChannelId(world.ctx, 'stop'))).toBe('channel_unknown')
    await addChannel(world.ctx, { vendor: 'infocloud', name: 'stop', credentials })
  })
})

describe('the callback address', () => {
  it('holds a secret of 256 bits that is found by its hash, and is audited when shown', async () => {
    const { id } = await addChannel(world.ctx, { vendor: 'infocloud', name: 'push', credentials })
    const { url } = await revealCallback(world.ctx, { id })
    const token = url.replace('https://sms.example.com/api/callbacks/infocloud/', '')
    expect(Buffer.from(token, 'base64url')).toHaveLength(32)
    expect((await rowOf(id)).callbackTokenHash).toBe(fingerprint(token))
    expect((await listAudit(world)).at(-1)?.action).toBe('channel.reveal_callback')
    expect(JSON.stringify(await listAudit(world))).not.toContain(token)
    expect(JSON.stringify(await listChannels(world.ctx))).not.toContain(token)
  })
})

describe('testing the connection', () => {
  it('stores balance and success, and answers from it while the vendor allows no call', async () => {
    const id = await addSandboxChannel(world, 'infocloud', 'tested')
    const first = await testChannel(world.ctx, { id })
    if (!first.ok) throw new Error(JSON.stringify(first))
    expect(first.quotas.length).toBeGreaterThan(0)
    expect(await testChannel(world.ctx, { id })).toEqual(first)
    const shown = await getChannel(world.ctx, id)
    expect(shown?.quotas.map(({ amount }) => amount)).toEqual(
      first.quotas.map(({ amount }) => amount),
    )
    expect(shown?.lastSuccessAt).toEqual(first.at)
  })

  it('says what the vendor said of wrong credentials', async () => {
    const { id } = await addChannel(world.ctx, {
      vendor: 'upyun',
      name: 'wrong token',
      baseUrl: world.sandbox.urls.upyun,
      credentials: { token: 'wrong' },
    })
    const result = await testChannel(world.ctx, { id })
    expect(result).toMatchObject({
      ok: false,
      trouble: { failure: 'unauthorized', code: 'INVALID_CREDENTIALS' },
    })
    expect((await getChannel(world.ctx, id))?.trouble).toMatchObject({ failure: 'unauthorized' })
  })

  it('refuses a private address when it is entered, not one that stands already', async () => {
    const entered = { vendor: 'upyun', credentials: { token: 'wrong' } }
    const refused = {
      code: 'base_url_private',
      params: { target: '127.0.0.1:9' },
      field: 'baseUrl',
    }
    const baseUrl = 'http://127.0.0.1:9'
    const add = addChannel(world.ctx, { ...entered, name: 'private', baseUrl })
    await expect(add).rejects.toMatchObject(refused)
    const { id } = await addChannel(world.ctx, { ...entered, name: 'public' })
    const update = updateChannel(world.ctx, { id, ...entered, baseUrl })
    await expect(update).rejects.toMatchObject(refused)
    const { outboundAllow: _, ...elsewhere } = world.ctx
    await updateChannel(elsewhere, { id, ...entered, baseUrl })
    await updateChannel(world.ctx, { id, baseUrl, price: '0.05' })
  })

  it('says that a private address is not allowed', async () => {
    const { outboundAllow: _, ...elsewhere } = world.ctx
    const { id } = await addChannel(elsewhere, {
      vendor: 'upyun',
      name: 'private',
      baseUrl: 'http://127.0.0.1:9',
      credentials: { token: 'wrong' },
    })
    expect(await testChannel(world.ctx, { id })).toMatchObject({
      ok: false,
      trouble: { failure: 'unavailable', code: 'address_not_allowed' },
    })
  })
})
