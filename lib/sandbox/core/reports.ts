import { setImmediate as breathe } from 'node:timers/promises'
import type { Database } from './database.ts'
import type { Messages } from './messages.ts'
import type { Pusher } from './push.ts'
import type { Replies } from './replies.ts'
import type { Vendor } from './vendor.ts'

/** Ours: reports are made final a batch at a time, at most every 25 ms. */
const BATCH = 1_000
const MIN_WAIT_MS = 25
const MAX_WAIT_MS = 60_000

type Parts = {
  db: Database
  messages: Messages
  replies: Replies
  vendor: Vendor
  keepsReceipts: boolean
  pushers: readonly Pusher[]
  now(): number
}

export type Reports = {
  /** Sets the timer for whatever is due next. */
  schedule(): void
  /** Makes one call's reports due now and waits until they were pushed. */
  expedite(callId: string): Promise<void>
  /** Reports everything that will ever be reported, and waits until it was pushed. */
  flush(): Promise<void>
  stop(): Promise<void>
}

/** Turns accepted messages into reports when their time comes, and sets the pushing going. */
export function createReports(parts: Parts): Reports {
  let timer: NodeJS.Timeout | undefined
  let firesAt = Number.POSITIVE_INFINITY
  let working: Promise<void> = Promise.resolve()
  let stopped = false

  const schedule = () => {
    const now = parts.now()
    const next = Math.min(
      parts.messages.nextDue() ?? Number.POSITIVE_INFINITY,
      parts.replies.nextDue(now) ?? Number.POSITIVE_INFINITY,
    )
    // A timer that fires earlier stays, or a stream of calls would put reports off for ever.
    if (stopped || next === Number.POSITIVE_INFINITY || firesAt <= next) return
    clearTimeout(timer)
    firesAt = Math.min(Math.max(next, now + MIN_WAIT_MS), now + MAX_WAIT_MS)
    timer = setTimeout(() => void work(), firesAt - now)
  }
  const work = (): Promise<void> => {
    firesAt = Number.POSITIVE_INFINITY
    clearTimeout(timer)
    working = working.then(async () => {
      await reportDue(parts, () => stopped)
      if (!stopped) schedule()
    })
    return working
  }
  const workAndPush = async () => {
    await work()
    await Promise.all(parts.pushers.map((pusher) => pusher.pump()))
  }
  return {
    schedule,
    expedite: (callId) => {
      parts.messages.hurry(parts.now(), callId)
      return workAndPush()
    },
    flush: () => {
      parts.messages.hurry(parts.now())
      parts.replies.hurry(parts.now())
      return workAndPush()
    },
    stop: async () => {
      stopped = true
      clearTimeout(timer)
      await working
    },
  }
}

async function reportDue(parts: Parts, stopped: () => boolean): Promise<void> {
  const { db, messages, vendor } = parts
  for (;;) {
    const now = parts.now()
    const rows = messages.due(now, BATCH)
    db.transaction(() => {
      messages.markReported(rows, now)
      if (!parts.keepsReceipts) messages.markHanded(rows, now)
      vendor.onReported?.(rows)
    })
    for (const pusher of parts.pushers) void pusher.pump()
    if (rows.length < BATCH) return
    await breathe()
    if (stopped()) return
  }
}
