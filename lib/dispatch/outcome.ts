import { ProviderError } from '#lib/providers/call.ts'
import { failureRules } from '#lib/providers/failures.ts'
import type { RecipientOutcome, SendResult } from '#lib/providers/sending.ts'
import type { Failure } from '#lib/providers/vocabulary.ts'

/** What became of one call: an answer a recipient, or one failure for all of them. */
export type Outcome =
  | { result: SendResult }
  | { failure: Failure; code?: string; detail?: string; requestId?: string }

export type NextStatus = 'submitted' | 'rejected' | 'queued' | 'unknown'

/** What is written to one message. */
export type MessageOutcome = {
  status: NextStatus
  vendorMessageId: string | null
  failure: Failure | null
  code: string | null
}

const statusAfter = { queued: 'queued', rejected: 'rejected', unknown: 'unknown' } as const

export function outcomeOf(one: RecipientOutcome): MessageOutcome {
  if (one.accepted) {
    return {
      status: 'submitted',
      vendorMessageId: one.vendorMessageId ?? null,
      failure: null,
      code: null,
    }
  }
  const status = statusAfter[failureRules[one.failure].messages]
  return { status, vendorMessageId: null, failure: one.failure, code: one.code ?? null }
}

/** One entry a message. An answer that does not fit the request says nothing about anybody. */
export function outcomesOf(outcome: Outcome, count: number): MessageOutcome[] {
  if ('result' in outcome && outcome.result.outcome.length === count) {
    return outcome.result.outcome.map(outcomeOf)
  }
  const failure = 'failure' in outcome ? outcome.failure : 'outcome_unknown'
  const code = 'failure' in outcome ? outcome.code : undefined
  return Array.from({ length: count }, () => outcomeOf({ accepted: false, failure, code }))
}

/** The failures that concern the batch, the gravest first: `pause` before `again`. */
export function batchFailure(
  outcome: Outcome,
): { failure: Failure; code?: string; detail?: string } | undefined {
  const failures =
    'failure' in outcome
      ? [outcome]
      : outcome.result.outcome.flatMap((one) => (one.accepted ? [] : [one]))
  return (
    failures.find((one) => failureRules[one.failure].batch === 'pause') ??
    failures.find((one) => failureRules[one.failure].batch === 'again')
  )
}

/** A thrown error as an outcome. What nobody foresaw is an unknown outcome: the call may have left. */
export function outcomeOfError(error: unknown): Outcome {
  if (error instanceof ProviderError) {
    const { failure, code, detail, requestId } = error
    return {
      failure,
      ...(code ? { code } : {}),
      ...(detail ? { detail } : {}),
      ...(requestId ? { requestId } : {}),
    }
  }
  return { failure: 'outcome_unknown', detail: String(error) }
}
