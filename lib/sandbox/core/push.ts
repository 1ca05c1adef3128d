import type { FaultBook } from './faults.ts'
import type { PushResult, PushSender } from './push-once.ts'
import type { PushBody } from './vendor.ts'

/** The document's rule: an answer within one second; three slower ones in a row end the pushing. */
const ANSWER_MS = 1_000
const SLOW_LIMIT = 3
const BATCH = 500
/** Ours: after a refusal a push is tried again, since the document only speaks of slow answers. */
const RETRY_MS = [500, 1_000, 2_000, 5_000, 10_000, 30_000]

/** Where the pushed rows come from and what becomes of them. */
export type PushSource<Row> = {
  vendor: string
  take(limit: number): Row[]
  write(rows: Row[]): PushBody
  /** The rows were answered for: they are not pushed again. */
  done(rows: Row[]): void
}

export type PushState = { url?: string | undefined; stopped: boolean }

export type Pusher = {
  /** Registers an address (undefined: none) and begins anew after a stop. */
  setUrl(url: string | undefined): void
  /** Pushes what waits; resolves when nothing is left or pushing cannot go on now. */
  pump(): Promise<void>
  state(): PushState
  /** Ends the pushing; what was not answered for stays waiting. */
  close(): Promise<void>
}

type Pushing<Row> = {
  source: PushSource<Row>
  sender: PushSender
  faults: FaultBook
  url: string | undefined
  /** Slow answers and refusals in a row. */
  slow: number
  failures: number
  /** Somebody asked to pump while a run was on. */
  again: boolean
  closed: boolean
  running: Promise<void> | undefined
  retry: NodeJS.Timeout | undefined
}

/** Pushes rows in batches of up to 500, one push at a time, by the document's rule. */
export function createPusher<Row>(
  source: PushSource<Row>,
  sender: PushSender,
  faults: FaultBook,
): Pusher {
  const none = { url: undefined, running: undefined, retry: undefined }
  const counts = { slow: 0, failures: 0, again: false, closed: false }
  const pushing: Pushing<Row> = { source, sender, faults, ...none, ...counts }
  return {
    setUrl: (url) => {
      Object.assign(pushing, { url, slow: 0, failures: 0 })
      void pump(pushing)
    },
    pump: () => pump(pushing),
    state: () => ({ url: pushing.url, stopped: pushing.slow >= SLOW_LIMIT }),
    close: async () => {
      pushing.closed = true
      clearTimeout(pushing.retry)
      await pushing.running
    },
  }
}

function pump<Row>(pushing: Pushing<Row>): Promise<void> {
  if (!pushing.url || pushing.closed || pushing.slow >= SLOW_LIMIT) return Promise.resolve()
  pushing.again = true
  pushing.running ??= run(pushing).finally(() => {
    pushing.running = undefined
    // Asked for after the run had looked for the last time.
    if (pushing.again && !pushing.retry) void pump(pushing)
  })
  return pushing.running
}

async function run<Row>(pushing: Pushing<Row>): Promise<void> {
  while (pushing.again && !pushing.closed) {
    pushing.again = false
    let batches = takeBatches(pushing)
    while (batches.length > 0 && pushing.url) {
      for (const rows of batches) {
        const result = await sendBatch(pushing, pushing.url, rows)
        if (pushing.closed || !settle(pushing, rows, result)) return
      }
      batches = takeBatches(pushing)
    }
  }
}

function takeBatches<Row>({ source, faults }: Pushing<Row>): Row[][] {
  const reorder = faults.takePush(source.vendor, 'reorder-push')
  const rows = source.take(reorder ? BATCH * 2 : BATCH)
  if (reorder) rows.reverse()
  return Array.from({ length: Math.ceil(rows.length / BATCH) }, (_, i) =>
    rows.slice(i * BATCH, (i + 1) * BATCH),
  )
}

async function sendBatch<Row>(
  { source, sender, faults }: Pushing<Row>,
  url: string,
  rows: Row[],
): Promise<PushResult> {
  const content = source.write(rows)
  const result = await sender.send(url, content, ANSWER_MS)
  if (result !== 'answered') return result
  const duplicate = faults.takePush(source.vendor, 'duplicate-push')
  const copies = duplicate ? (duplicate.copies ?? 1) : 0
  for (let copy = 0; copy < copies; copy += 1) await sender.send(url, content, ANSWER_MS)
  return result
}

/** Whether pushing goes on. A slow answer leaves its rows waiting, so they go again at once. */
function settle<Row>(pushing: Pushing<Row>, rows: Row[], result: PushResult): boolean {
  pushing.slow = result === 'slow' ? pushing.slow + 1 : 0
  if (result === 'failed') retryLater(pushing)
  if (result !== 'answered') return result === 'slow' && pushing.slow < SLOW_LIMIT
  pushing.failures = 0
  pushing.source.done(rows)
  return true
}

function retryLater<Row>(pushing: Pushing<Row>): void {
  const wait = RETRY_MS[Math.min(pushing.failures, RETRY_MS.length - 1)]
  pushing.failures += 1
  clearTimeout(pushing.retry)
  pushing.retry = setTimeout(() => {
    pushing.retry = undefined
    void pump(pushing)
  }, wait)
}
