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

const chunksOf = <Row>(rows: Row[]): Row[][] =>
  Array.from({ length: Math.ceil(rows.length / BATCH) }, (_, i) =>
    rows.slice(i * BATCH, (i + 1) * BATCH),
  )

/** Pushes rows in batches of up to 500, one push at a time, by the document's rule. */
export function createPusher<Row>(
  source: PushSource<Row>,
  sender: PushSender,
  faults: FaultBook,
): Pusher {
  let url: string | undefined
  let slow = 0
  let failures = 0
  let again = false
  let closed = false
  let running: Promise<void> | undefined
  let retry: NodeJS.Timeout | undefined

  const takeBatches = (): Row[][] => {
    const reorder = faults.takePush(source.vendor, 'reorder-push')
    const rows = source.take(reorder ? BATCH * 2 : BATCH)
    return chunksOf(reorder ? rows.reverse() : rows)
  }
  const sendBatch = async (target: string, rows: Row[]): Promise<PushResult> => {
    const content = source.write(rows)
    const result = await sender.send(target, content, ANSWER_MS)
    if (result !== 'answered') return result
    const duplicate = faults.takePush(source.vendor, 'duplicate-push')
    for (let copy = 0; duplicate && copy < (duplicate.copies ?? 1); copy += 1) {
      await sender.send(target, content, ANSWER_MS)
    }
    return result
  }
  const retryLater = () => {
    const wait = RETRY_MS[Math.min(failures, RETRY_MS.length - 1)]
    failures += 1
    clearTimeout(retry)
    retry = setTimeout(() => void pump(), wait)
  }
  /** Whether pushing goes on. A slow answer leaves its rows waiting, so they go again at once. */
  const settle = (rows: Row[], result: PushResult): boolean => {
    slow = result === 'slow' ? slow + 1 : 0
    if (result === 'failed') retryLater()
    if (result !== 'answered') return result === 'slow' && slow < SLOW_LIMIT
    failures = 0
    source.done(rows)
    return true
  }
  const run = async () => {
    do {
      again = false
      let batches = takeBatches()
      while (batches.length > 0 && url && !closed) {
        for (const rows of batches) {
          const result = await sendBatch(url, rows)
          if (closed || !settle(rows, result)) return
        }
        batches = takeBatches()
      }
    } while (again && !closed)
  }
  const pump = (): Promise<void> => {
    if (!url || closed || slow >= SLOW_LIMIT) return Promise.resolve()
    again = true
    running ??= run().finally(() => {
      running = undefined
    })
    return running
  }
  return {
    setUrl: (next) => {
      url = next
      slow = 0
      failures = 0
      void pump()
    },
    pump,
    state: () => ({ url, stopped: slow >= SLOW_LIMIT }),
    close: async () => {
      closed = true
      clearTimeout(retry)
      await running
    },
  }
}
