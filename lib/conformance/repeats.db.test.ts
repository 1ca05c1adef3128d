import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { readCheck } from '#lib/batches/check-view.ts'
import { confirmBatch } from '#lib/batches/confirm.ts'
import { getChannel } from '#lib/channels/queries.ts'
import { askHere, runHere } from '#lib/cli/testing/run-here.ts'
import { makeDraftOf, openConsole, type TestConsole } from './console.fixture.ts'
import { batchOf, makeRows, openPlace, phoneOf, startBatch } from './protocol.fixture.ts'

vi.setConfig({ testTimeout: 60_000 })
let console: TestConsole
const folder = mkdtempSync(join(tmpdir(), 'sms-repeats-'))
beforeAll(async () => {
  console = await openConsole({ reviewDelayMs: 0 })
})
afterAll(async () => {
  await console.close()
  rmSync(folder, { recursive: true })
})

const header = '手机号,姓名,金额'
type Place = { channelId: string; templateId: string }
const draft = (place: Place, rows: string[]) =>
  makeDraftOf(console.ctx, { ...place, file: [header, ...rows].join('\n') })
const repeatsOf = async (id: string) =>
  (await readCheck(console.ctx, { id, locale: 'en' })).summary?.repeats ?? []
const confirm = (batchId: string, seenRepeats: string[]) =>
  confirmBatch(console.ctx, { batchId, scheduledAt: null, seenRepeats })

test('what was confirmed since the check is pointed out when it is opened, and stops who has not seen it', async () => {
  const place = await openPlace(console, 'infocloud')
  const rows = makeRows(10)
  const [one, two] = [await draft(place, rows), await draft(place, rows.slice(0, 8))]
  expect(await repeatsOf(one)).toEqual([])
  await confirm(two, [])
  const refused = await confirm(one, []).catch((error: unknown) => error)
  expect(refused).toMatchObject({ code: 'repeats_since', params: { percent: 80 } })
  expect((await batchOf(console, one)).state).toBe('draft')
  expect(await repeatsOf(one)).toMatchObject([{ id: two, share: 0.8 }])
  expect(await confirm(one, [two])).toEqual({ state: 'sending' })
})

test('of two confirmed at once one is stopped', async () => {
  const place = await openPlace(console, 'infocloud')
  const rows = makeRows(6)
  for (let round = 0; round < 3; round++) {
    const ids = [await draft(place, rows), await draft(place, rows)]
    const seen = (await repeatsOf(ids[1] ?? '')).map(({ id }) => id)
    const ends = await Promise.allSettled(ids.map((id) => confirm(id, seen)))
    expect(ends.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    await console.ctx.db.execute(sql`update batches set confirmed_at = now() - interval '1 year'
      where template_id = ${place.templateId} and confirmed_at is not null`)
  }
})

test('no number of later batches hides the worst match', async () => {
  const place = await openPlace(console, 'infocloud')
  const rows = makeRows(10)
  const worst = await startBatch(console, place, rows)
  for (let n = 0; n < 3; n++) await startBatch(console, place, rows.slice(0, 6))
  await console.ctx.db.execute(sql`
    insert into batches (channel_id, template_id, name, template, state, confirmed_at)
    select channel_id, template_id, name, template, 'finished', now()
    from batches, generate_series(1, 30) where id = ${worst}`)
  const found = await repeatsOf(await draft(place, rows))
  expect(found[0]).toMatchObject({ id: worst, share: 1 })
})

test('the command line says it with --yes too, and sends the very same file only when told to', async () => {
  const { ctx, variables } = console
  const place = await openPlace(console, 'infocloud')
  const channel = await getChannel(ctx, place.channelId)
  const path = join(folder, 'people.csv')
  const rows = makeRows(5)
  const send = (lines: string[], ...more: string[]) => {
    writeFileSync(path, [header, ...lines].join('\n'))
    const verb = ['batch', 'send', '--channel', channel?.name ?? '', '--template', '收入通知']
    return [...verb, '--file', path, '--yes', '--lang', 'en', ...more]
  }
  const first = await askHere<{ id: string }>(variables, send(rows))
  const refused = await runHere(variables, send(rows))
  expect(refused).toMatchObject({ status: 5, stdout: '' })
  expect(refused.stderr).toContain('Give --allow-repeat to send it once more.')
  const again = await runHere(variables, send(rows, '--allow-repeat'))
  expect(again.status).toBe(0)
  expect(again.stderr).toContain('This very file was sent before: ')
  expect(again.stderr).toContain((await batchOf(console, first.id)).name)
  const people = await runHere(variables, send(rows.map((row) => `${phoneOf(row)},别人,3`)))
  expect(people.stderr).toContain('Mostly the same people got this template lately: ')
})
