import { randomBytes } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { rotateKeys } from '#lib/channels/rotate-keys.ts'
import type { Keyring } from '#lib/crypto/keyring.ts'
import { openConsole, type TestConsole, waitForCounts } from './console.fixture.ts'
import { batchOf, makeRows, openPlace, startBatch, timesTaken } from './protocol.fixture.ts'

let console: TestConsole
beforeAll(async () => {
  console = await openConsole({ decideByPhone: true, reviewDelayMs: 0 })
})
afterAll(() => console.close())

test('keys are rotated back and forth while a batch goes out: no call fails', async () => {
  const { ctx } = console
  const first = ctx.keys.current
  const both = new Map([...ctx.keys.keys, ['second', randomBytes(32)] as const])
  // The worker has both keys, as after the restart that comes before a rotation.
  Object.assign(ctx.keys, { keys: both } satisfies Partial<Keyring>)
  const place = await openPlace(console, 'infocloud', { recipientsPerCall: 1, callsPerSecond: 60 })
  const rows = makeRows(60)
  const batchId = await startBatch(console, place, rows)
  const stop = console.startWorker()
  let rotations = 0
  let under = true
  const rotating = (async () => {
    while (under) {
      const current = rotations++ % 2 ? first : 'second'
      await rotateKeys({ ...ctx, keys: { current, keys: both } })
      await sleep(10)
    }
  })()
  const ended = waitForCounts(
    ctx,
    batchId,
    ({ queued, submitting }) => !queued && !submitting,
    100_000,
  )
  await ended.finally(() => {
    under = false
    return rotating
  })
  expect(rotations).toBeGreaterThan(5)
  expect(timesTaken(console, 'infocloud', rows)).toEqual(rows.map(() => 1))
  expect(await batchOf(console, batchId)).toMatchObject({ pauseReason: null })
  await stop()
}, 120_000)
