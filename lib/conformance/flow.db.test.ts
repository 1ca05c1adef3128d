import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { confirmBatch } from '#lib/batches/confirm.ts'
import { getBatch } from '#lib/batches/queries.ts'
import {
  addTestChannel,
  makeDraft,
  openConsole,
  type TestConsole,
  waitForCounts,
} from './console.fixture.ts'

const income = {
  title: '收入通知',
  signature: '云通信',
  text: '{姓名}您好，本次收入{金额}元。',
  category: 'notification' as const,
  vendorId: '860000000000000001',
}

let console: TestConsole
beforeAll(async () => {
  console = await openConsole()
  console.startWorker()
})
afterAll(() => console.close())

describe('infocloud', () => {
  test('a file becomes messages that the vendor takes once and reports', async () => {
    const channelId = await addTestChannel(console, 'infocloud')
    const rows = Array.from(
      { length: 2_500 },
      (_, n) => `138${String(n).padStart(8, '0')},张${n},${n}.5`,
    )
    const batchId = await makeDraft(console, {
      channelId,
      template: income,
      file: ['手机号,姓名,金额', ...rows].join('\n'),
    })
    await confirmBatch(console.ctx, { batchId, scheduledAt: null })
    const counts = await waitForCounts(console.ctx, batchId, (now) => now.delivered === 2_500)
    expect(counts).toMatchObject({ queued: 0, submitting: 0, submitted: 0, unknown: 0 })
    const batch = await getBatch(console.ctx, batchId)
    expect(batch.state).toBe('finished')
    const { entries: log } = console.sandbox.control.accepted('infocloud')
    expect(new Set(log.map((one) => one.phone)).size).toBe(2_500)
    expect(log.length).toBe(2_500)
    expect(log.find((one) => one.phone === '13800000007')?.text).toBe(
      '【云通信】张7您好，本次收入7.5元。',
    )
  })
})
