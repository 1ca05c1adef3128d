import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import type { Db, Tx } from '#db/client.ts'
import { claimCalls } from '#lib/dispatch/claim.ts'
import { openConsole, type TestConsole } from './console.fixture.ts'
import {
  call,
  drain,
  expectExactCounts,
  makeRows,
  openPlace,
  skipBackoff,
  startBatch,
  statuses,
  timesTaken,
} from './protocol.fixture.ts'

vi.setConfig({ testTimeout: 60_000 })
let console: TestConsole
let place: { channelId: string; templateId: string }
beforeAll(async () => {
  console = await openConsole({ reviewDelayMs: 0 })
  place = await openPlace(console, 'infocloud')
})
afterEach(() => expectExactCounts(console))
afterAll(() => console.close())

/** A database whose connection breaks after the work of a transaction, and in time or too late. */
const breaking = (db: Db, isCommitted: boolean): Db =>
  new Proxy(db, {
    get: (target, name) =>
      name === 'transaction'
        ? async (work: (tx: Tx) => Promise<unknown>) => {
            await target.transaction(async (tx) => {
              await work(tx)
              if (!isCommitted) throw new Error('connection lost')
            })
            throw new Error('connection lost')
          }
        : target[name as keyof Db],
  })

test.each([true, false])(
  'a claim whose commit is not answered is not called and waits for nobody (committed: %s)',
  async (isCommitted) => {
    const rows = makeRows(3)
    const batchId = await startBatch(console, place, rows)
    const ask = { batchId, calls: 1, worker: 'test' }
    const claims = await claimCalls(
      { ...console.ctx, db: breaking(console.ctx.db, isCommitted) },
      ask,
    )
    expect(claims).toMatchObject([{ unanswered: new Error('connection lost') }])
    expect(await statuses(console, batchId)).toEqual({ [isCommitted ? 'submitting' : 'queued']: 3 })
    await call(console, claims)
    expect(await statuses(console, batchId)).toEqual({ queued: 3 })
    expect(timesTaken(console, 'infocloud', rows)).toEqual([0, 0, 0])
    await skipBackoff(console, batchId)
    await drain(console, batchId)
    expect(timesTaken(console, 'infocloud', rows)).toEqual([1, 1, 1])
  },
)
