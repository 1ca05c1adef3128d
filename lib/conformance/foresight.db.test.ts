import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { blocklist, optOuts } from '#db/schema/opt-outs.ts'
import { readCheck } from '#lib/batches/check-view.ts'
import { updateChannel } from '#lib/channels/update.ts'
import { answerDryRun } from '#lib/cli/batch/answer-dry-run.ts'
import { dryRun } from '#lib/cli/batch/dry-run.ts'
import { findFile } from '#lib/cli/batch/recipient-file.ts'
import type { Cli } from '#lib/cli/cli.ts'
import { cliWords } from '#lib/cli/words.ts'
import { changeSettings } from '#lib/settings/change-settings.ts'
import { makeDraftOf, openConsole, type TestConsole } from './console.fixture.ts'
import {
  drain,
  makeRows,
  marketing,
  openPlace,
  phoneOf,
  startBatch,
  statuses,
} from './protocol.fixture.ts'

let console: TestConsole
const folder = mkdtempSync(join(tmpdir(), 'sms-dry-'))
beforeAll(async () => {
  console = await openConsole({ reviewDelayMs: 0 })
})
afterAll(async () => {
  await console.close()
  rmSync(folder, { recursive: true })
})

const notes: string[] = []
const cli: Cli = {
  locale: 'en',
  words: cliWords.en,
  note: (text) => notes.push(text),
  context: () => Promise.resolve(console.ctx),
  act: () => () => Promise.resolve(),
}
type Place = { channelId: string; templateId: string }

async function runDry(place: Place, lines: string[]) {
  writeFileSync(join(folder, 'people.csv'), lines.join('\n'))
  const file = await findFile(join(folder, 'people.csv'))
  const answer = await answerDryRun(
    cli,
    await dryRun(console.ctx, { ...place, file, reveal: false }),
  )
  return { text: answer.text, json: answer.json as Record<string, unknown> }
}

/** What the screen says of the same file with the same template. */
async function checkOnScreen(place: Place, lines: string[]) {
  const id = await makeDraftOf(console.ctx, { ...place, file: lines.join('\n') })
  const check = await readCheck(console.ctx, { id, locale: 'en' })
  await console.ctx.db.execute(sql`delete from messages where batch_id = ${id}`)
  await console.ctx.db.execute(sql`delete from batches where id = ${id}`)
  return check
}

const countAll = async () => {
  const { rows } = await console.ctx.db.execute(sql`
    select (select count(*) from messages) as m, (select count(*) from batches) as b,
      (select count(*) from uploads) as u, (select count(*) from audit_entries) as a,
      (select last_value from messages_id_seq) as ids,
      (select count(*) from pg_class where relname = 'dry_rows') as temporary`)
  return rows[0]
}

test('whom lists and the cap a day will block, the same for screen and command line', async () => {
  const place = await openPlace(console, 'infocloud', { template: marketing, price: '0.1' })
  const rows = makeRows(6, (n) => [`张${n}`])
  const [out, listed, wrote, twice] = rows.map(phoneOf) as [string, string, string, string]
  await console.ctx.db.insert(optOuts).values({ phone: out, source: 'manual' })
  await console.ctx.db.insert(blocklist).values({ phone: listed, reason: 'test' })
  const header = { header: '手机号,姓名' }
  await drain(console, await startBatch(console, place, [`${wrote},先`], header))
  await changeSettings(console.ctx, { marketingPerDay: 1 })
  const lines = ['手机号,姓名', ...rows, `${twice},再`]
  const before = await countAll()
  const { json, text } = await runDry(place, lines)
  expect(await countAll()).toEqual(before)
  expect(json).toMatchObject({ valid: 7, segments: 7, cost: 0.7 })
  expect(json.blocked).toEqual({ optedOut: 1, blocklisted: 1, capped: 2, segments: 4 })
  expect(json.expected).toEqual({ messages: 3, segments: 3, cost: 0.3 })
  const how = '1 opted out, 1 on the blocklist, 2 over the day’s cap'
  expect(text).toContain(`4 messages will be blocked: ${how}.`)
  expect(text).toContain('The rest: 3 messages, 3 segments, ¥0.30.')
  const { summary } = await checkOnScreen(place, lines)
  expect(summary).toMatchObject({ optedOut: 1, blocklisted: 1, capped: 2, stoppedSegments: 4 })
  const batchId = await startBatch(console, place, lines.slice(1), header)
  await drain(console, batchId)
  expect(await statuses(console, batchId)).toEqual({ blocked: 4, submitted: 3 })
  await changeSettings(console.ctx, { marketingPerDay: null })
})

test('who must wait: by phone, by account, in quiet hours', async () => {
  const limits = {
    perPhoneIntervalSeconds: 60,
    perPhoneDaily: { marketing: 2 },
  }
  const place = await openPlace(console, 'infocloud', {
    ...{ template: marketing, limits },
    quietHours: { from: '00:00', to: '00:01' },
  })
  const rows = makeRows(4, (n) => [`张${n}`])
  const phone = phoneOf(rows[0] ?? '')
  const { rows: clock } = await console.ctx.db.execute<{ quiet: boolean }>(sql`
    select (now() at time zone 'Asia/Shanghai')::time < '00:01' as quiet`)
  if (clock[0]?.quiet) return
  await drain(console, await startBatch(console, place, [`${phone},先`], { header: '手机号,姓名' }))
  const lines = ['手机号,姓名', ...rows, `${phone},再`, `${phone},又`]
  const { json, text } = await runDry(place, lines)
  const quiet = { reason: 'quiet_hours', from: '00:00', to: '00:01' }
  expect(json.held).toEqual([
    { reason: 'held_interval', count: 2, seconds: 60 },
    { reason: 'held_daily', count: 2, daily: 2 },
    quiet,
  ])
  expect(json).not.toHaveProperty('blocked')
  const { summary } = await checkOnScreen(place, lines)
  for (const warning of summary?.warnings ?? []) expect(text).toContain(warning)
  expect(summary?.warnings).toHaveLength(3)

  const sent = await console.ctx.db.execute<{ n: number }>(sql`
    select sum(recipient_count)::int as n from submissions where state = 'accepted'`)
  const accountDaily = (sent.rows[0]?.n ?? 0) + 5
  await updateChannel(console.ctx, { id: place.channelId, limits: { accountDaily } })
  const account = { reason: 'held_account', count: 1, daily: accountDaily, left: 5 }
  expect((await runDry(place, lines)).json.held).toEqual([account, quiet])
})

test('what went to the same people before, and the same file', async () => {
  const place = await openPlace(console, 'infocloud')
  const rows = makeRows(4)
  const lines = ['手机号,姓名,金额', ...rows]
  expect((await runDry(place, lines)).json).not.toHaveProperty('repeats')
  const batchId = await startBatch(console, place, rows)
  const same = await runDry(place, lines)
  expect(same.json.sameFile).toMatchObject([{ id: batchId }])
  expect(same.text).toContain('This very file was sent before')
  const similar = await runDry(place, [...lines, ...makeRows(1)])
  expect(similar.json).not.toHaveProperty('sameFile')
  expect(similar.json.repeats).toMatchObject([{ id: batchId, share: 0.8 }])
  expect(similar.text).toContain('80')
  const { summary } = await checkOnScreen(place, [...lines, ...makeRows(1)])
  expect(summary?.repeats).toMatchObject([{ id: batchId, share: 0.8 }])
})

test('sensitive words, asked of the vendor; that it would not say ends nothing', async () => {
  const place = await openPlace(console, 'smsadmin')
  const found = await runDry(place, ['手机号,姓名,金额', ...makeRows(1, () => ['发票', '1'])])
  expect(found.json.words).toEqual(['发票'])
  expect(found.text).toContain('发票')
  const clean = await runDry(place, ['手机号,姓名,金额', ...makeRows(1)])
  expect(clean.json).not.toHaveProperty('words')
  expect(clean.text).toContain('no sensitive word')
  await console.ctx.db.execute(sql`
    update channels set base_url = 'http://127.0.0.1:1' where id = ${place.channelId}`)
  notes.length = 0
  const mute = await runDry(place, ['手机号,姓名,金额', ...makeRows(1)])
  expect(mute.json).toMatchObject({ valid: 1 })
  expect(notes).toHaveLength(1)
})
