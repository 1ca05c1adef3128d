import type { AgainKind, FrozenTemplate } from '#lib/batches/types.ts'
import type { Channel } from '#lib/channels/open-channel.ts'
import type { Template } from '#lib/templates/load.ts'

/** Seconds a call may take before it counts as lost: leaving (2), connecting (10), the answer (15), and one. */
export const leaseSeconds = 28
/** A call that has not left this long after its claim is not made any more. */
export const leaveWithinMs = 2_000
/** After so many waves of calls in a row that the vendor would not take, the batch waits for a person. */
export const attemptLimit = 8
/** A whole call that was refused is tried again in parts this much smaller, and they grow as they succeed. */
export const splitBy = 4
/** After so many calls in a row of unknown outcome too. */
export const lostLimit = 20

export type ClaimedMessage = { id: number; phone: string; values: string[]; segments: number }

/** `ended`: of a batch made of another one, whose first text came to an end after all. */
export type Stop = 'opt_out' | 'blocklist' | 'cap' | 'ended'

export type Candidate = ClaimedMessage & {
  /** Why it may never be sent; null when it may. */
  stop: Stop | null
  /** Seconds until the channel's limits per phone let it go; 0 for now. */
  heldSeconds: number
}

/** A submission that is committed and may be called, once. */
export type Claim = {
  submissionId: number
  reference: string
  batchId: string
  channelId: string
  /** Partition of its messages. */
  createdAt: Date
  template: FrozenTemplate
  /** Until when the vendor is to hold it; null: it goes at once. */
  sendAt: Date | null
  messages: ClaimedMessage[]
  /** performance.now() and Date.now() before its lease began: the first stands still while a host is suspended. */
  claimedAt: number
  claimedOn: number
  /** The error that leaves open whether it was committed: it is not called, and put back if it stands. */
  unanswered?: unknown
}

export type BatchInTurn = {
  id: string
  sourceBatchId: string | null
  sourceKind: AgainKind | null
  /** As it stands now: what a vendor keeps itself would go out with this text. */
  currentTemplate: Template
  createdAt: Date
  template: FrozenTemplate
  firstId: number
  lastId: number
  nextId: number
  callSize: number | null
  /** Set when the vendor is to hold the batch. */
  sendAt: Date | null
  channel: Channel
}
