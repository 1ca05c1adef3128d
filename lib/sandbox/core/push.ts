import type { FaultBook } from './faults.ts'
import type { PushResult, PushSender } from './push-once.ts'
import type { PushRule } from './push-rule.ts'
import type { PushBody } from './vendor.ts'

/** Rows read at a time, however few of them go in one push. */
const TAKE = 500

/** Where the pushed rows come from and what becomes of them. */
export type PushSource<Row> = {
  vendor: string
  /** Asked before every run: the settings behind it may have changed. */
  rule(): PushRule
  take(limit: number): Row[]
  write(rows: Row[]): PushBody
  /** The rows were answered for (`told`), or given up: they are not pushed again. */
  done(rows: Row[], told: boolean): void
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

/** Pushes rows by the vendor's rule, one push at a time. */
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
    state: () => ({ url: pushing.url, stopped: isStopped(pushing) }),
    close: async () => {
      pushing.closed = true
      clearTimeout(pushing.retry)
      await pushing.running
    },
  }
}

const isStopped = <Row>({ slow, source }: Pushing<Row>): boolean =>
  slow >= (source.rule().slowLimit ?? Number.POSITIVE_INFINITY)

function pump<Row>(pushing: Pushing<Row>): Promise<void> {
  if (!pushing.url || pushing.closed || isStopped(pushing)) return Promise.resolve()
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
        // Taken away meanwhile: the rows stay waiting.
        if (!pushing.url) return
        const result = await sendBatch(pushing, pushing.url, rows)
        if (pushing.closed || !settle(pushing, rows, result)) return
      }
      batches = takeBatches(pushing)
    }
  }
}

function takeBatches<Row>({ source, faults }: Pushing<Row>): Row[][] {
  const { batch } = source.rule()
  const reorder = faults.takePush(source.vendor, 'reorder-push')
  const rows = source.take(Math.max(TAKE, batch) * (reorder ? 2 : 1))
  if (reorder) rows.reverse()
  return Array.from({ length: Math.ceil(rows.length / batch) }, (_, i) =>
    rows.slice(i * batch, (i + 1) * batch),
  )
}

async function sendBatch<Row>(
  { source, sender, faults }: Pushing<Row>,
  url: string,
  rows: Row[],
): Promise<PushResult> {
  const content = source.write(rows)
  const { answerMs } = source.rule()
  const result = await sender.send(url, content, answerMs)
  if (result !== 'answered') return result
  const duplicate = faults.takePush(source.vendor, 'duplicate-push')
  const copies = duplicate ? (duplicate.copies ?? 1) : 0
  for (let copy = 0; copy < copies; copy += 1) await sender.send(url, content, answerMs)
  return result
}

/** Whether pushing goes on with the next batch; the rows of this one are done, or stay waiting. */
function settle<Row>(pushing: Pushing<Row>, rows: Row[], result: PushResult): boolean {
  const { slowLimit } = pushing.source.rule()
  pushing.slow = result === 'slow' ? pushing.slow + 1 : 0
  // Where slowness has a rule of its own, the rows go again at once until the limit.
  if (result === 'slow' && slowLimit) return pushing.slow < slowLimit
  if (result !== 'answered' && !giveUp(pushing)) return false
  pushing.failures = 0
  pushing.source.done(rows, result === 'answered')
  return true
}

/** Whether a failed push was tried for the last time; otherwise its next try gets a timer. */
function giveUp<Row>(pushing: Pushing<Row>): boolean {
  const { attempts, retryMs } = pushing.source.rule()
  pushing.failures += 1
  if (pushing.failures >= attempts) return true
  clearTimeout(pushing.retry)
  pushing.retry = setTimeout(
    () => {
      pushing.retry = undefined
      void pump(pushing)
    },
    retryMs[Math.min(pushing.failures, retryMs.length) - 1] ?? 0,
  )
  return false
}
