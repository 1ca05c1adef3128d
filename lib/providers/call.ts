import type { Failure, Settings } from './vocabulary.ts'

export type HttpRequest = {
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE'
  url: string
  headers?: Record<string, string>
  body?: Uint8Array | string
  /** Milliseconds for name, TCP and TLS together; default 10,000. */
  connectTimeoutMs?: number
  /** Goes no further than TCP and TLS: nothing is sent, and the answer is empty, its status 0. */
  connectOnly?: boolean
  /** Milliseconds for the answer once connected; default 15,000. */
  timeoutMs?: number
  /** Most bytes of the answer; default 4 MB. */
  maxAnswerBytes?: number
  /** Told how far the call has come, as it happens. */
  watch?: (step: HttpStep) => void
}
/** `ms` since the step before. A literal address is not looked up; plain http is not secured. */
export type HttpStep =
  | { step: 'lookup'; ms: number; address: string }
  | { step: 'connect'; ms: number; local: string; remote: string }
  | { step: 'secure'; ms: number; protocol: string; validUntil: Date | undefined }
export type HttpResponse = {
  status: number
  /** Names in lower case; repeated headers joined with ", ". */
  headers: Record<string, string>
  body: Uint8Array
}
/** The one way out: no redirects, no second attempts. Throws HttpError. */
export type Http = (request: HttpRequest) => Promise<HttpResponse>

export type Call<C> = {
  credentials: C
  settings: Settings
  /** Without a slash at the end. */
  baseUrl: string
  http: Http
  now(): Date
  /** Digits, 25 of them, never repeated. */
  nonce(): string
}

/** A call to a vendor that failed. What may be tried again derives from `failure`: failures.ts. */
export class ProviderError extends Error {
  override name = 'ProviderError'
  readonly vendor: string
  readonly failure: Failure
  readonly code: string | undefined
  /** The vendor's raw words, for people; never matched. */
  readonly detail: string | undefined
  /** Settings that the vendor's answer corrects, to be kept with the channel. */
  readonly learned: Settings | undefined
  /** What the vendor's support asks for. */
  readonly requestId: string | undefined

  constructor(
    vendor: string,
    failure: Failure,
    more: {
      code?: string
      detail?: string
      cause?: unknown
      learned?: Settings
      requestId?: string
    } = {},
  ) {
    super(`${vendor}: ${failure}${more.code ? ` (${more.code})` : ''}`, { cause: more.cause })
    this.vendor = vendor
    this.failure = failure
    this.code = more.code
    this.detail = more.detail
    this.learned = more.learned
    this.requestId = more.requestId
  }
}
