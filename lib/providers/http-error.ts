import { type HttpResponse, ProviderError } from './call.ts'

/** How far a call got. `connect`: the request certainly did not leave. `answer`: nobody can say. */
export type HttpPhase = 'connect' | 'answer'

/**
 * A call without a whole answer. `code` is ours (`address_not_allowed`, `invalid_request`,
 * `connect_timeout`, `answer_timeout`, `answer_cut_off`, `answer_too_large`, `closed`) or the system's.
 */
export class HttpError extends Error {
  override name = 'HttpError'
  readonly phase: HttpPhase
  readonly code: string
  /** Not an own property: what a vendor says about people must not be logged with the error. */
  readonly #part: HttpResponse | undefined

  /** By name: a bundler may load this module more than once, and the one client of a process is shared. */
  static override [Symbol.hasInstance](value: unknown): value is HttpError {
    return value instanceof Error && value.name === 'HttpError'
  }

  constructor(phase: HttpPhase, code: string, cause?: unknown, part?: HttpResponse) {
    const why = cause instanceof Error ? cause.message : ''
    super(`${phase}: ${code}${why && why !== code ? ` (${why})` : ''}`, { cause })
    this.phase = phase
    this.code = code
    this.#part = part
  }

  /** What had come of the answer when the call failed, where its head had. */
  get part(): HttpResponse | undefined {
    return this.#part
  }
}

const unreadable = /^(answer_|HPE_)/

function toError(
  vendor: string,
  error: unknown,
  answerFailure: (e: HttpError) => 'outcome_unknown' | 'unavailable' | 'bad_response',
) {
  if (!(error instanceof HttpError)) throw error
  const failure = error.phase === 'connect' ? 'unavailable' : answerFailure(error)
  return new ProviderError(vendor, failure, {
    code: error.code,
    detail: error.message,
    cause: error,
  })
}

/** For a call that sends messages: never connected is `unavailable`, all else `outcome_unknown`. Rethrows what is no HttpError. */
export function failSend(vendor: string, error: unknown): ProviderError {
  return toError(vendor, error, () => 'outcome_unknown')
}

/**
 * The refusal of a call that sends nothing. A question takes nothing, so that nobody can say what
 * became of it is no answer to it: `isDown` says whether something broke at the vendor.
 */
export function asQuestion(refusal: ProviderError, isDown: boolean): ProviderError {
  if (refusal.failure !== 'outcome_unknown') return refusal
  const { vendor, code, detail, requestId } = refusal
  return new ProviderError(vendor, isDown ? 'unavailable' : 'bad_response', {
    ...(code ? { code } : {}),
    ...(detail ? { detail } : {}),
    ...(requestId ? { requestId } : {}),
  })
}

/** For a call that sends nothing: cut off or no HTTP is `bad_response`, all else `unavailable`. Rethrows what is no HttpError. */
export function failAsk(vendor: string, error: unknown): ProviderError {
  return toError(vendor, error, ({ code }) =>
    unreadable.test(code) && code !== 'answer_timeout' ? 'bad_response' : 'unavailable',
  )
}
