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
const NEVER = Number.POSITIVE_INFINITY

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

type Clockwork = {
  parts: Parts
  timer: NodeJS.Timeout | undefined
  firesAt: number
  working: Promise<void>
  stopped: boolean
}

/** Turns accepted messages into reports when their time comes, and sets the pushing going. */
export function createReports(parts: Parts): Reports {
  const clockwork: Clockwork = {
    parts,
    timer: undefined,
    firesAt: NEVER,
    working: Promise.resolve(),
    stopped: false,
  }
  const workAndPush = async () => {
    await work(clockwork)
    await Promise.all(parts.pushers.map((pusher) => pusher.pump()))
  }
  return {
    schedule: () => schedule(clockwork),
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
      clockwork.stopped = true
      clearTimeout(clockwork.timer)
      await clockwork.working
    },
  }
}

function schedule(clockwork: Clockwork): void {
  const { messages, replies, now } = clockwork.parts
  const at = now()
  const next = Math.min(messages.nextDue() ?? NEVER, replies.nextDue(at) ?? NEVER)
  // A timer that fires earlier stays, or a stream of calls would put reports off for ever.
  if (clockwork.stopped || next === NEVER || clockwork.firesAt <= next) return
  clearTimeout(clockwork.timer)
  clockwork.firesAt = Math.min(Math.max(next, at + MIN_WAIT_MS), at + MAX_WAIT_MS)
  clockwork.timer = setTimeout(() => void work(clockwork), clockwork.firesAt - at)
}

function work(clockwork: Clockwork): Promise<void> {
  clockwork.firesAt = NEVER
  clearTimeout(clockwork.timer)
  clockwork.working = clockwork.working.then(async () => {
    await reportDue(clockwork)
    if (!clockwork.stopped) schedule(clockwork)
  })
  return clockwork.working
}

async function reportDue(clockwork: Clockwork): Promise<void> {
  const { db, messages, vendor, pushers, keepsReceipts, now } = clockwork.parts
  while (!clockwork.stopped) {
    const at = now()
    const rows = messages.due(at, BATCH)
    db.transaction(() => {
      messages.markReported(rows, at)
      if (!keepsReceipts) messages.markHanded(rows, at)
      vendor.onReported?.(rows)
    })
    for (const pusher of pushers) void pusher.pump()
    if (rows.length < BATCH) return
    await breathe()
  }
}
