export const messageStatuses = [
  'queued',
  'submitting',
  'submitted',
  'delivered',
  'failed',
  'rejected',
  'blocked',
  'unknown',
  'canceled',
  'unreported',
] as const
export type MessageStatus = (typeof messageStatuses)[number]

/** What makes a message move. */
export type Cause = 'claim' | 'outcome' | 'report' | 'person' | 'block' | 'cancel' | 'silence'

/** The only moves there are, and what may cause each; used by the code and by the property tests. */
export const moves: Record<MessageStatus, Partial<Record<MessageStatus, readonly Cause[]>>> = {
  queued: {
    submitting: ['claim'],
    blocked: ['block'],
    canceled: ['cancel'],
    /** A person had it sent again, and the call before turns out to have been taken after all. */
    submitted: ['outcome'],
    delivered: ['report'],
    failed: ['report'],
  },
  submitting: {
    queued: ['outcome'],
    submitted: ['outcome'],
    rejected: ['outcome'],
    unknown: ['outcome'],
    delivered: ['report'],
    failed: ['report'],
  },
  submitted: { delivered: ['report'], failed: ['report'], unreported: ['silence'] },
  unknown: {
    submitted: ['outcome', 'person'],
    rejected: ['outcome'],
    delivered: ['report', 'person'],
    failed: ['report', 'person'],
    queued: ['person'],
    /** In place of `queued`, where the batch was aborted meanwhile. */
    canceled: ['person'],
  },
  unreported: { delivered: ['report'], failed: ['report'] },
  /** Of two final reports that disagree, delivered wins. */
  failed: { delivered: ['report'] },
  delivered: {},
  rejected: {},
  blocked: {},
  /** As of `queued`, where the batch was aborted meanwhile. */
  canceled: { delivered: ['report'], failed: ['report'] },
}

/** What a person may say of an unknown message; `queued` sends it again. */
export const settlements = ['delivered', 'failed', 'queued'] as const

export const canMove = (from: MessageStatus, to: MessageStatus, cause: Cause): boolean =>
  moves[from][to]?.includes(cause) ?? false

/** The states from which a message may come to `to` by `cause`. */
export const sourcesOf = (to: MessageStatus, cause: Cause): MessageStatus[] =>
  messageStatuses.filter((from) => canMove(from, to, cause))
