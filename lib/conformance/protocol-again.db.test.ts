import { sql } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { abortBatch } from '#lib/batches/abort.ts'
import { confirmBatch } from '#lib/batches/confirm.ts'
import { draftRest } from '#lib/batches/draft-rest.ts'
import { draftRetry } from '#lib/batches/draft-retry.ts'
import { importRecipients } from '#lib/batches/import-recipients.ts'
import { askHere, runHere } from '#lib/cli/testing/run-here.ts'
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
  statuses,
  timesTaken,
} from './protocol.fixture.ts'
import { newPhone } from './vendor-cases.ts'

vi.setConfig({ testTimeout: 60_000 })
let console: TestConsole
let place: { channelId: string; templateId: string }
beforeAll(async () => {
  console = await openConsole({ decideByPhone: true })
  place = await openPlace(console, 'infocloud', { recipientsPerCall: 2 })
})
afterEach(() => expectExactCounts(console))
afterAll(() => console.close())

const odd = ['"甲,乙""丙"', '"=1+1"']
const makeOddRows = (count: number) =>
  Array.from({ length: count }, () => [newPhone(), ...odd].join(','))

/** Checks and sends a draft; gives its texts' values. */
async function sendDraft({ id: batchId }: { id: string }) {
  await importRecipients(console.ctx, { batchId })
  await confirmBatch(console.ctx, { batchId, scheduledAt: null })
  await drain(console, batchId)
  return batchId
}
const valuesOf = async (batchId: string) => {
  const { rows } = await console.ctx.db.execute<{ values: string[] }>(
    sql`select values from messages where batch_id = ${batchId} order by id`,
  )
  return rows.map((row) => row.values)
}

test('the rest of an aborted batch goes as a new one: everybody once, with the values they had', async () => {
  const rows = makeOddRows(5)
  const batchId = await startBatch(console, place, rows)
  await expect(draftRest(console.ctx, { batchId })).rejects.toThrow('batch_state')
  await call(console, await claim(console, batchId, 1))
  await abortBatch(console.ctx, { batchId })
  const rest = await sendDraft(await draftRest(console.ctx, { batchId }, { importsHere: true }))
  expect(await valuesOf(rest)).toEqual(Array(3).fill(['甲,乙"丙', '=1+1']))
  expect(timesTaken(console, 'infocloud', rows)).toEqual([1, 1, 1, 1, 1])
  const whole = await startBatch(console, place, makeOddRows(1))
  await drain(console, whole)
  await drain(console, whole)
  await expect(draftRest(console.ctx, { batchId: whole })).rejects.toThrow('nothing_to_send')
})

test('who failed for a reason that may pass is sent to again; who is unconfirmed is not', async () => {
  const rows = ['13700010005', '13700010004', newPhone()].map((phone) => [phone, ...odd].join(','))
  const batchId = await startBatch(console, place, rows)
  await call(console, await claim(console, batchId, 1))
  const path = '/message'
  console.sandbox.control.addFault({ vendor: 'infocloud', fault: 'reset-before', path, count: 1 })
  await drain(console, batchId)
  await bringReports(console)
  expect(await statuses(console, batchId)).toEqual({ failed: 2, unknown: 1 })
  const retried = await sendDraft(await draftRetry(console.ctx, { batchId }, { importsHere: true }))
  const phones = (await listMessages(console, retried)).map((message) => message.phone)
  expect(phones).toEqual([phoneOf(rows[0] ?? '')])
  expect((await batchOf(console, retried)).name).toMatch(/重发$/)
})

test('by the command line: the unconfirmed are told, settled with a reason, and the rest is sent', async () => {
  const { ctx, variables, sandbox } = console
  const rows = makeOddRows(4)
  const batchId = await startBatch(console, place, rows)
  sandbox.control.addFault({
    ...{ vendor: 'infocloud', fault: 'reset-before', path: '/message', count: 1 },
  })
  await call(console, await claim(console, batchId, 1))
  const shown = await runHere(variables, ['batch', 'show', batchId, '--lang', 'en'])
  expect(shown.stdout).toContain('Unconfirmed: 2. The vendor is being asked for the reports')
  const unknown = (await listMessages(console, batchId)).filter((one) => one.status === 'unknown')
  const settle = ['message', 'settle', unknown[0]?.id ?? '', '--reason', '已核实', '--as']
  expect((await runHere(variables, [...settle, 'queued'])).stderr).not.toBe('')
  await ctx.db.execute(sql`update submissions set lease_until = now() - interval '1 second'`)
  expect(await askHere(variables, [...settle, 'queued'])).toMatchObject({ status: 'queued' })
  expect(await statuses(console, batchId)).toEqual({ queued: 3, unknown: 1 })
  await abortBatch(ctx, { batchId })
  console.startWorker()
  const sent = await askHere<{ id: string; counts: Record<string, number> }>(variables, [
    ...['batch', 'rest', batchId, '--yes', '--wait'],
  ])
  expect(sent.counts).toMatchObject({ queued: 0, submitting: 0 })
  // It ends with the last answer; the next claim, which finds nothing, closes the batch.
  const stateOf = async () => (await batchOf(console, sent.id)).state
  await expect.poll(stateOf, { timeout: 30_000 }).toBe('finished')
  expect(timesTaken(console, 'infocloud', rows).toSorted()).toEqual([0, 1, 1, 1])
})
