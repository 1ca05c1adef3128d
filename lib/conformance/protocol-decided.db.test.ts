import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { abortBatch } from '#lib/batches/abort.ts'
import { confirmBatch } from '#lib/batches/confirm.ts'
import { draftRest } from '#lib/batches/draft-rest.ts'
import { draftRetry } from '#lib/batches/draft-retry.ts'
import { importRecipients } from '#lib/batches/import-recipients.ts'
import { type SettleInput, settleMessage } from '#lib/messages/settle-message.ts'
import { openConsole, type TestConsole } from './console.fixture.ts'
import {
  bringReports,
  call,
  claim,
  drain,
  endLeases,
  expectExactCounts,
  listMessages,
  makeRows,
  openPlace,
  referenceOf,
  startBatch,
  statuses,
  timesTaken,
} from './protocol.fixture.ts'
import { vendorCases } from './vendor-cases.ts'

/** What a person decides about an unconfirmed message leads on, also after its batch has ended. */
let console: TestConsole
let place: { channelId: string; templateId: string }
beforeAll(async () => {
  console = await openConsole({ decideByPhone: true, reportDelayMs: [3_600_000, 3_600_000] })
  place = await openPlace(console, 'infocloud', { recipientsPerCall: 1 })
})
afterEach(() => expectExactCounts(console))
afterAll(() => console.close())

const loseNextCall = () =>
  console.sandbox.control.addFault({
    vendor: 'infocloud',
    fault: 'reset-before',
    path: vendorCases.infocloud.sendPath,
    count: 1,
  })
async function decide(batchId: string, as: SettleInput['as']) {
  await endLeases(console, batchId)
  const lost = (await listMessages(console, batchId)).find((one) => one.status === 'unknown')
  const messageId = Number(lost?.id)
  const reference = await referenceOf(console, messageId)
  const input = { messageId, as, reference, reason: '供应商确认未接收' }
  return settleMessage(console.ctx, input)
}
async function sendDraft({ id: batchId }: { id: string }) {
  await importRecipients(console.ctx, { batchId })
  await confirmBatch(console.ctx, { batchId, scheduledAt: null })
  await drain(console, batchId)
  return batchId
}
const importsHere = { importsHere: true }

test('"send again" in an aborted batch joins its rest, also after a rest has gone out', async () => {
  const rows = makeRows(4)
  const batchId = await startBatch(console, place, rows)
  for (let n = 0; n < 2; n++) {
    loseNextCall()
    await call(console, await claim(console, batchId, 1))
  }
  await abortBatch(console.ctx, { batchId })
  expect(await statuses(console, batchId)).toEqual({ unknown: 2, canceled: 2 })
  expect(await decide(batchId, 'queued')).toMatchObject({ status: 'canceled' })
  expect(await drain(console, batchId)).toEqual([])
  await sendDraft(await draftRest(console.ctx, { batchId }, importsHere))
  expect(timesTaken(console, 'infocloud', rows)).toEqual([1, 0, 1, 1])
  await decide(batchId, 'queued')
  await sendDraft(await draftRest(console.ctx, { batchId }, importsHere))
  expect(timesTaken(console, 'infocloud', rows)).toEqual([1, 1, 1, 1])
})

test('"it was not delivered" lets it be sent again as what can succeed; unconfirmed is never among them', async () => {
  const rows = makeRows(3)
  const batchId = await startBatch(console, place, rows)
  for (let n = 0; n < 2; n++) {
    loseNextCall()
    await call(console, await claim(console, batchId, 1))
  }
  await drain(console, batchId)
  await drain(console, batchId)
  await bringReports(console)
  expect(await statuses(console, batchId)).toEqual({ unknown: 2, delivered: 1 })
  await expect(draftRetry(console.ctx, { batchId })).rejects.toThrow('nothing_to_send')
  await decide(batchId, 'failed')
  const retried = await sendDraft(await draftRetry(console.ctx, { batchId }, importsHere))
  expect(await statuses(console, retried)).toEqual({ submitted: 1 })
  expect(timesTaken(console, 'infocloud', rows)).toEqual([1, 0, 1])
})
