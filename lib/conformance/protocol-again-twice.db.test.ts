import { sql } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { uploads } from '#db/schema/uploads.ts'
import { abortBatch } from '#lib/batches/abort.ts'
import { cancelBatch } from '#lib/batches/cancel.ts'
import { confirmBatch } from '#lib/batches/confirm.ts'
import { draftAnew } from '#lib/batches/draft-anew.ts'
import { draftRest } from '#lib/batches/draft-rest.ts'
import { draftRetry } from '#lib/batches/draft-retry.ts'
import { importRecipients } from '#lib/batches/import-recipients.ts'
import { pauseBatch } from '#lib/batches/pause.ts'
import { resumeBatch } from '#lib/batches/resume.ts'
import { startDue } from '#lib/batches/start-due.ts'
import { askHere, runHere } from '#lib/cli/testing/run-here.ts'
import { UserError } from '#lib/errors.ts'
import { openConsole, type TestConsole } from './console.fixture.ts'
import {
  batchOf,
  bringReports,
  call,
  claim,
  drain,
  expectExactCounts,
  listMessages,
  openPlace,
  phoneOf,
  startBatch,
  timesTaken,
} from './protocol.fixture.ts'

vi.setConfig({ testTimeout: 60_000 })
let console: TestConsole
let place: { channelId: string; templateId: string }
beforeAll(async () => {
  console = await openConsole({ decideByPhone: true })
  place = await openPlace(console, 'infocloud', { recipientsPerCall: 2 })
})
afterEach(() => expectExactCounts(console))
afterAll(() => console.close())

const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'no error',
    (error: unknown) => (error instanceof UserError ? error.code : String(error)),
  )
const confirm = (batchId: string, scheduledAt: Date | null = null) =>
  confirmBatch(console.ctx, { batchId, scheduledAt })
const rest = (batchId: string) => draftRest(console.ctx, { batchId }, { importsHere: true })
const retry = (batchId: string) => draftRetry(console.ctx, { batchId }, { importsHere: true })
const check = (batchId: string) => importRecipients(console.ctx, { batchId })

let next = 13_710_000_000
/** Phones that the sandbox finds switched off, by their end. */
const makeOff = (count: number): string[] =>
  Array.from({ length: count }, () => {
    next += 10_000
    return `${next + 5},张三,1.00`
  })
const makeOn = (count: number): string[] =>
  Array.from({ length: count }, () => {
    next += 10_000
    return `${next},"甲,乙""丙","=1+1"`
  })

/** A batch of which two went out and the others were canceled. */
async function aborted(rows: string[]): Promise<string> {
  const batchId = await startBatch(console, place, rows)
  await call(console, await claim(console, batchId, 1))
  await abortBatch(console.ctx, { batchId })
  return batchId
}

/** A batch whose messages all failed for now. */
async function failed(rows: string[]): Promise<string> {
  const batchId = await startBatch(console, place, rows)
  await drain(console, batchId)
  await bringReports(console)
  expect((await batchOf(console, batchId)).counts.failed).toBe(rows.length)
  return batchId
}

/** As a report that comes later does. */
const deliver = (batchId: string, row: string) =>
  console.ctx.db.execute(sql`
    with moved as (update messages set status = 'delivered', code = 'DELIVRD'
      where batch_id = ${batchId} and phone = ${phoneOf(row)} returning 1)
    select count(*) from moved`)
/** The counts that the moves by hand above left behind. */
const restore = (batchId: string, row: string, code: string | null) =>
  console.ctx.db.execute(sql`update messages set status = 'failed', code = ${code}
    where batch_id = ${batchId} and phone = ${phoneOf(row)}`)
const codeIn = async (batchId: string) => (await listMessages(console, batchId))[0]?.code ?? null
const openDrafts = async (of: string) =>
  (
    await console.ctx.db.execute(
      sql`select id from batches where source_batch_id = ${of} and state = 'draft'`,
    )
  ).rows.length

test('pressed again, and at once, there is one open draft; its people changed, it is replaced', async () => {
  const rows = makeOn(6)
  const batchId = await aborted(rows)
  const files = await console.ctx.db.$count(uploads)
  const made = await Promise.all([1, 2, 3, 4].map(() => rest(batchId)))
  expect(new Set(made.map(({ id }) => id)).size).toBe(1)
  expect(made.filter(({ existed }) => !existed).length).toBe(1)
  expect(await openDrafts(batchId)).toBe(1)
  const [first] = made
  await check(first?.id ?? '')
  expect(await rest(batchId)).toEqual({ id: first?.id, existed: true })
  expect(await console.ctx.db.$count(uploads)).toBe(files + 1)
  const phone = phoneOf(rows[5] ?? '')
  const set = (status: string) =>
    console.ctx.db.execute(
      sql`update messages set status = ${status} where batch_id = ${batchId} and phone = ${phone}`,
    )
  await set('delivered')
  const changed = await rest(batchId)
  expect(changed).toEqual({ id: expect.not.stringMatching(first?.id ?? ''), existed: false })
  expect(await openDrafts(batchId)).toBe(1)
  expect(await codeOf(confirm(first?.id ?? ''))).toBe('not_found')
  await set('canceled')
})

test('whom another rest has is in no second one, whenever it was made', async () => {
  const rows = makeOn(6)
  const batchId = await aborted(rows)
  const setSource = (id: string, source: string | null) =>
    console.ctx.db.execute(sql`update batches set source_batch_id = ${source} where id = ${id}`)
  const { id } = await rest(batchId)
  await check(id)
  // As if both were pressed so close that the second read its people before the first was there.
  await setSource(id, null)
  const second = (await rest(batchId)).id
  await check(second)
  await setSource(second, null)
  await setSource(id, batchId)
  expect(await codeOf(confirm(id))).toBe('no error')
  await setSource(second, batchId)
  expect(await codeOf(confirm(second))).toBe('again_changed')
  await drain(console, id)
  expect(timesTaken(console, 'infocloud', rows)).toEqual([1, 1, 1, 1, 1, 1])
  expect(await codeOf(draftAnew(console.ctx, { batchId: second }))).toBe('again_sent')
  expect(await codeOf(rest(batchId))).toBe('again_sent')
})

test('who got the first message after all is found at the confirmation, and left out when made anew', async () => {
  const rows = makeOff(3)
  const batchId = await failed(rows)
  const code = await codeIn(batchId)
  const { id } = await retry(batchId)
  await check(id)
  await deliver(batchId, rows[1] ?? '')
  const refused = await confirm(id).catch((error: unknown) => error)
  expect(refused).toMatchObject({ code: 'again_changed', params: { count: 1 } })
  const anew = await draftAnew(console.ctx, { batchId: id })
  expect(anew.id).not.toBe(id)
  await check(anew.id)
  await confirm(anew.id)
  await drain(console, anew.id)
  expect(timesTaken(console, 'infocloud', rows)).toEqual([2, 1, 2])
  await restore(batchId, rows[1] ?? '', code)
})

test('it is found at a scheduled start too, and the way out leaves them out all the way up', async () => {
  const rows = makeOff(3)
  const batchId = await failed(rows)
  const code = await codeIn(batchId)
  const { id } = await retry(batchId)
  await check(id)
  await confirm(id, new Date(Date.now() + 3_600_000))
  await deliver(batchId, rows[0] ?? '')
  await console.ctx.db.execute(sql`update batches set scheduled_at = now() where id = ${id}`)
  const started = await Promise.all([startDue(console.ctx.db), startDue(console.ctx.db)])
  expect(started.toSorted()).toEqual([0, 1])
  const { state, pauseReason } = await batchOf(console, id)
  expect({ state, pauseReason }).toEqual({
    state: 'paused',
    pauseReason: { reason: 'template_unavailable', code: 'again_changed', detail: '1' },
  })
  expect(await codeOf(resumeBatch(console.ctx, { batchId: id }))).toBe('again_changed')
  const anew = await draftAnew(console.ctx, { batchId: id })
  await check(anew.id)
  await confirm(anew.id)
  await drain(console, anew.id)
  expect(timesTaken(console, 'infocloud', rows)).toEqual([1, 2, 2])
  expect(await codeOf(retry(batchId))).toBe('again_sent')
  await restore(batchId, rows[0] ?? '', code)
})

test('paused in the middle: those who have theirs do not count, those still to go do', async () => {
  const rows = makeOff(4)
  const batchId = await failed(rows)
  const code = await codeIn(batchId)
  const { id } = await retry(batchId)
  await check(id)
  await confirm(id)
  await call(console, await claim(console, id, 1))
  await pauseBatch(console.ctx, { batchId: id })
  await deliver(batchId, rows[0] ?? '')
  await resumeBatch(console.ctx, { batchId: id })
  await pauseBatch(console.ctx, { batchId: id })
  await deliver(batchId, rows[3] ?? '')
  expect(await codeOf(resumeBatch(console.ctx, { batchId: id }))).toBe('again_changed')
  await abortBatch(console.ctx, { batchId: id })
  for (const n of [0, 3]) await restore(batchId, rows[n] ?? '', code)
})

test('what one may take back is taken up again from there, not from its source', async () => {
  const rows = makeOn(4)
  const batchId = await aborted(rows)
  const { id } = await rest(batchId)
  await check(id)
  await confirm(id, new Date(Date.now() + 3_600_000))
  await cancelBatch(console.ctx, { batchId: id })
  expect(await codeOf(rest(batchId))).toBe('again_sent')
  const further = await rest(id)
  await check(further.id)
  await confirm(further.id)
  await drain(console, further.id)
  expect(timesTaken(console, 'infocloud', rows)).toEqual([1, 1, 1, 1])
})

test('the command line takes the draft that is open, and says who has them the second time', async () => {
  const rows = makeOn(4)
  const batchId = await aborted(rows)
  const { id } = await rest(batchId)
  const verb = ['batch', 'rest', batchId, '--yes']
  expect(await askHere<{ id: string }>(console.variables, verb)).toMatchObject({ id })
  const again = await runHere(console.variables, [...verb, '--lang', 'en'])
  expect(again.status).not.toBe(0)
  expect(again.stderr).toContain('was made of these people already')
  await drain(console, id)
  expect(timesTaken(console, 'infocloud', rows)).toEqual([1, 1, 1, 1])
})
