import { eq, sql } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { templates } from '#db/schema/templates.ts'
import { readCheck } from '#lib/batches/check-view.ts'
import { readProgress } from '#lib/batches/progress.ts'
import { describeVendor } from '#lib/channels/describe-vendor.ts'
import { loadChannel } from '#lib/channels/load.ts'
import { callsBucket } from '#lib/channels/take-query.ts'
import { writeChinaTime } from '#lib/providers/china-time.ts'
import { addTemplate } from '#lib/templates/add.ts'
import { updateTemplate } from '#lib/templates/update.ts'
import { addTestChannel, makeDraftOf, openConsole, type TestConsole } from './console.fixture.ts'
import {
  batchOf,
  call,
  claim,
  drain,
  expectExactCounts,
  makeRows,
  notice,
  openPlace,
  skipBackoff,
  startBatch,
  statuses,
} from './protocol.fixture.ts'
import { newPhone } from './vendor-cases.ts'

let console: TestConsole
beforeAll(async () => {
  console = await openConsole({ reviewDelayMs: 0 })
})
afterEach(() => expectExactCounts(console))
afterAll(() => console.close())

describe('two channels on one account', () => {
  const limits = { perPhoneDaily: { notification: 1 } }

  test('count a phone together, and those of another account do not', async () => {
    const [one, two] = [
      await openPlace(console, 'infocloud', { limits }),
      await openPlace(console, 'infocloud', { limits }),
    ]
    const rows = makeRows(2)
    await drain(console, await startBatch(console, one, rows.slice(0, 1)))
    const batchId = await startBatch(console, two, rows)
    await drain(console, batchId)
    expect(await statuses(console, batchId)).toEqual({ queued: 1, submitted: 1 })
    const other = await openPlace(console, 'infocloud', {
      limits,
      credentials: { apiKey: 'another', accessKey: 'account' },
    })
    const claims = await claim(console, await startBatch(console, other, rows))
    expect(claims.map((claimed) => claimed.messages.length)).toEqual([2])
    await call(console, claims)
  })

  test('that claim at the same time do not both see a phone as free', async () => {
    const places = await Promise.all(
      [1, 2, 3].map(() => openPlace(console, 'infocloud', { limits })),
    )
    const rows = makeRows(5)
    const batches = await Promise.all(places.map((place) => startBatch(console, place, rows)))
    const claims = (await Promise.all(batches.map((batchId) => claim(console, batchId)))).flat()
    expect(claims.map((claimed) => claimed.messages.length)).toEqual([5])
    await call(console, claims)
  })

  test('share their calls a second; without the key of its account a channel counts alone', async () => {
    const [one, two, other] = [
      await addTestChannel(console, 'infocloud'),
      await addTestChannel(console, 'infocloud'),
      await addTestChannel(console, 'infocloud', { credentials: { apiKey: 'a', accessKey: 'b' } }),
    ]
    const bucketOf = async (id: string, keys = console.ctx.keys) =>
      callsBucket({ keys }, await loadChannel(console.ctx.db, id))
    expect(await bucketOf(one)).toBe(await bucketOf(two))
    expect(await bucketOf(one)).not.toBe(await bucketOf(other))
    expect(await bucketOf(one, { current: 'new', keys: new Map() })).toBe(`calls:${one}`)
  })

  test('have one interval for a phone', async () => {
    const more = { limits: { perPhoneIntervalSeconds: 600 } }
    const one = await openPlace(console, 'infocloud', more)
    const two = await openPlace(console, 'infocloud', more)
    const rows = makeRows(1)
    await drain(console, await startBatch(console, one, rows))
    const batchId = await startBatch(console, two, rows)
    await drain(console, batchId)
    expect(await statuses(console, batchId)).toEqual({ queued: 1 })
  })
})

describe('limits that a vendor sets with a template', () => {
  let last = 870000000000000000n
  /** A template that the vendor knows with `limits` and we with `settings`. */
  async function openLimited(limits: object, settings: object) {
    const channelId = await addTestChannel(console, 'infocloud')
    last += 1n
    const { title, signature, category } = notice
    const code = String(last)
    const own = { code, signature, purse: 'industry', limits }
    console.sandbox.control.addTemplate('infocloud', { ...own, text: '{姓名,20}您好。' })
    const added = { title, signature, category, text: '{姓名}您好。', vendorId: code }
    const { id } = await addTemplate(console.ctx, {
      channelId,
      ...added,
      settings: { ...settings },
    })
    return { place: { channelId, templateId: id }, code }
  }
  const header = { header: '手机号,姓名' }
  const rowsOf = (count: number) => makeRows(count, (n) => [`张${n}`])
  const check = async (place: { channelId: string; templateId: string }, rows: string[]) => {
    const id = await makeDraftOf(console.ctx, {
      ...place,
      file: [header.header, ...rows].join('\n'),
    })
    return (await readCheck(console.ctx, { id, locale: 'en' })).summary?.warnings
  }

  test('recipients a call and calls a day: the rest goes tomorrow', async () => {
    const limits = { recipientsPerCall: 2, callsDaily: 2 }
    const { place } = await openLimited(limits, limits)
    const rows = rowsOf(7)
    expect(await check(place, rows)).toEqual([
      'This template allows 2 calls a day of up to 2 recipients and has 2 left today; about 3 messages wait for the next days.',
    ])
    const batchId = await startBatch(console, place, rows, header)
    const claims = await drain(console, batchId)
    expect(claims.map((claimed) => claimed.messages.length)).toEqual([2, 2])
    expect(await statuses(console, batchId)).toEqual({ submitted: 4, queued: 3 })
    expect(await batchOf(console, batchId)).toMatchObject({ state: 'sending', pauseReason: null })
    const { isHeldByLimits, retryAt } = await readProgress(console.ctx, { id: batchId })
    expect(isHeldByLimits).toBe(true)
    expect(writeChinaTime(new Date(retryAt ?? ''))).toMatch(/ 00:00:00$/)
    await console.ctx.db.execute(sql`
      update submissions set created_at = created_at - interval '1 day' where batch_id = ${batchId}`)
    await skipBackoff(console, batchId)
    // The vendor's own day has not changed, so this is only the claim.
    const next = await claim(console, batchId)
    expect(next.map((claimed) => claimed.messages.length)).toEqual([2, 1])
    await console.ctx.db.execute(sql`
      update submissions set created_at = created_at + interval '1 day'
      where batch_id = ${batchId} and created_at < now() - interval '12 hours'`)
  })

  test('a batch whose last call was the last of the day is finished', async () => {
    const { place } = await openLimited({ callsDaily: 1 }, { callsDaily: 1 })
    const batchId = await startBatch(console, place, rowsOf(3), header)
    await drain(console, batchId)
    expect(await batchOf(console, batchId)).toMatchObject({ state: 'finished' })
  })

  test('messages a phone a day, over two channels with the same template', async () => {
    const limits = { perPhoneDaily: 1 }
    const { place, code } = await openLimited(limits, limits)
    const phone = newPhone()
    const rows = [`${phone},甲`, `${phone},乙`, ...rowsOf(2)]
    expect(await check(place, rows)).toEqual([
      'Rows beyond the 1 texts a day to one phone that this template allows: 1. They wait for the next days.',
    ])
    const batchId = await startBatch(console, place, rows, header)
    await drain(console, batchId)
    expect(await statuses(console, batchId)).toEqual({ submitted: 3, queued: 1 })
    const second = await addTestChannel(console, 'infocloud')
    const { title, signature, category } = notice
    const { id } = await addTemplate(console.ctx, {
      ...{ channelId: second, title, signature, category, vendorId: code },
      ...{ text: '{姓名}您好。', settings: limits },
    })
    const again = { channelId: second, templateId: id }
    expect(await check(again, [`${phone},丙`])).toHaveLength(1)
    const more = await startBatch(console, again, [`${phone},丙`], header)
    await drain(console, more)
    expect(await statuses(console, more)).toEqual({ queued: 1 })
  })

  test('hours of the day: outside them all wait for the next time it may go', async () => {
    const clock = (hours: number) =>
      writeChinaTime(new Date(Date.now() + hours * 3_600_000)).slice(11, 16)
    const later = `${clock(2)}-${clock(3)}`
    const { place } = await openLimited({}, { hours: later })
    const rows = rowsOf(2)
    expect(await check(place, rows)).toEqual([expect.stringContaining(clock(2))])
    const batchId = await startBatch(console, place, rows, header)
    expect(await drain(console, batchId)).toEqual([])
    const { retryAt } = await batchOf(console, batchId)
    expect(writeChinaTime(retryAt ?? new Date(0)).slice(11, 16)).toBe(clock(2))
    // It is entered anew, and the batch goes on with what stands there now.
    await updateTemplate(console.ctx, {
      id: place.templateId,
      settings: { hours: `${clock(-1)}-${clock(1)}` },
    })
    await skipBackoff(console, batchId)
    await drain(console, batchId)
    expect(await statuses(console, batchId)).toEqual({ submitted: 2 })
  })

  test('are drawn from the vendor’s schema, checked, and cleared by leaving them empty', async () => {
    const fields = describeVendor('infocloud').templateSettings?.map(({ name }) => name)
    expect(fields).toEqual(['perPhoneDaily', 'recipientsPerCall', 'callsDaily', 'hours'])
    const { place } = await openLimited({}, { perPhoneDaily: 3, hours: '08:00-20:00' })
    const change = (settings: Record<string, unknown>) =>
      updateTemplate(console.ctx, { id: place.templateId, settings })
    await expect(change({ hours: '8-20' })).rejects.toMatchObject({ field: 'settings.hours' })
    await expect(change({ recipientsPerCall: 0 })).rejects.toMatchObject({ code: 'field_invalid' })
    await expect(change({ minutes: 1 })).rejects.toMatchObject({ code: 'field_unknown' })
    await change({ perPhoneDaily: null, hours: '' })
    const [stored] = await console.ctx.db
      .select()
      .from(templates)
      .where(eq(templates.id, place.templateId))
    expect(stored?.settings).toEqual({})
  })
})
