/** How a vendor pushes, as its document says it. */
export type PushRule = {
  /** Rows in one push. */
  batch: number
  /** Milliseconds; an answer that takes longer is slow. */
  answerMs: number
  /** Slow answers in a row that end the pushing; without it a slow answer counts as a failure. */
  slowLimit?: number
  /** How often a push is tried at most; after that its rows are given up. */
  attempts: number
  /** Waits before the next try, in milliseconds; the last one holds for all further ones. */
  retryMs: readonly number[]
}

/** For a vendor whose document knows no repetition: once, one record a push. */
export const PUSH_ONCE: PushRule = { batch: 1, answerMs: 5_000, attempts: 1, retryMs: [] }
