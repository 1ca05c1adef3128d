import { afterEach, beforeEach, expect, test } from 'vitest'
import { askInfocloud } from '#lib/sandbox/testing/infocloud-client.ts'
import { openConsole, type TestConsole } from './console.fixture.ts'
import {
  drain,
  expectExactCounts,
  makeRows,
  openPlace,
  startBatch,
  statuses,
} from './protocol.fixture.ts'
import { openPulls } from './pulls.fixture.ts'
import { newPhone, vendorCases } from './vendor-cases.ts'

const vendor = 'infocloud'
let console: TestConsole
let place: { channelId: string; templateId: string }
/** What was asked for, turn by turn. */
let asked: string[]
beforeEach(async () => {
  console = await openConsole({
    decideByPhone: true,
    reportDelayMs: [3_600_000, 3_600_000],
    settings: { infocloud: { queriesPerMinute: 0 } },
  })
  place = await openPlace(console, vendor)
  console.sandbox.control.setPush(vendor, 'reports', null)
  asked = []
  const { http } = console.ctx
  console.ctx.http = (request) => {
    if (request.url.endsWith('/qry')) asked.push(Object.keys(JSON.parse(`${request.body}`)).join())
    return http(request)
  }
})
afterEach(async () => {
  await expectExactCounts(console)
  await console.close()
})

async function send(rows: string[]) {
  const batchId = await startBatch(console, place, rows)
  await drain(console, batchId)
  return batchId
}
/** The vendor takes the call, and its answer is lost. */
async function lose(rows: string[]) {
  console.sandbox.control.addFault({ vendor, fault: 'reset-after', count: 1, path: '/message' })
  const batchId = await send(rows)
  expect(await statuses(console, batchId)).toEqual({ unknown: rows.length })
  return batchId
}

test('calls whose answer was lost are asked after by our reference, in turn with the others', async () => {
  // The ending 0002 never gets a report: that call waits for ever.
  const open = await send([...makeRows(2), '13780010002,张三,1'])
  const lost = [await lose(makeRows(3)), await lose([...makeRows(1), '13780010001,张三,1'])]
  await console.sandbox.control.flush(vendor)
  const { pull, pullDue, putOff } = openPulls(console.ctx, place.channelId)
  for (let turn = 0; turn < 4; turn++) await pull('pullReports')
  expect(asked).toEqual(['bid', 'msgId', 'bid', 'msgId'])
  expect(await statuses(console, open)).toEqual({ delivered: 2, submitted: 1 })
  const settled = await Promise.all(lost.map((id) => statuses(console, id)))
  expect(settled).toEqual([{ delivered: 3 }, { delivered: 1, failed: 1 }])
  await pull('pullReports')
  expect(asked.at(-1)).toBe('msgId')
  // While either kind waits, there is a turn every half minute.
  await pullDue()
  expect((await putOff()).reports).toBeGreaterThan(-5)
  await lose(makeRows(1))
  await pullDue()
  expect((await putOff()).reports).toBeLessThan(-25)
})

test('under whichever of its names the vendor serves the question, and when it changes', async () => {
  const { pull } = openPulls(console.ctx, place.channelId)
  for (const receiptPaths of ['arrive', 'arriveRes', 'both']) {
    console.sandbox.control.setSettings(vendor, { receiptPaths })
    const batchId = await send(makeRows(1))
    await console.sandbox.control.flush(vendor)
    await pull('pullReports')
    expect(await statuses(console, batchId)).toEqual({ delivered: 1 })
  }
})

test('where only such calls wait, nothing of anybody else’s is taken', async () => {
  const fields = { phones: newPhone(), templateCode: vendorCases.infocloud.templateCodes?.otp }
  const sent = await askInfocloud(console.sandbox, '/message/send', {
    ...fields,
    templateParam: '["1234"]',
  })
  expect(sent).toMatchObject({ code: 200 })
  const lost = await lose(makeRows(2))
  await console.sandbox.control.flush(vendor)
  await openPulls(console.ctx, place.channelId).pull('pullReports')
  expect(await statuses(console, lost)).toEqual({ delivered: 2 })
  expect((await askInfocloud(console.sandbox, '/sms/arriveRes/qry')).data).toHaveLength(1)
})
