import type { Failure } from './vocabulary.ts'

/** What follows for the messages of a failed call, and for their batch (the sending protocol, steps 4 and 5). */
export type FailureRule = {
  messages: 'queued' | 'rejected' | 'unknown'
  /** `again`: tried again with backoff; `pause`: the batch waits for a person. */
  batch: 'goes_on' | 'again' | 'pause'
}

export const failureRules: Record<Failure, FailureRule> = {
  unauthorized: { messages: 'queued', batch: 'pause' },
  insufficient_balance: { messages: 'queued', batch: 'pause' },
  template_unavailable: { messages: 'queued', batch: 'pause' },
  rate_limited: { messages: 'queued', batch: 'again' },
  unavailable: { messages: 'queued', batch: 'again' },
  rejected: { messages: 'rejected', batch: 'goes_on' },
  outcome_unknown: { messages: 'unknown', batch: 'goes_on' },
  bad_response: { messages: 'unknown', batch: 'goes_on' },
}
