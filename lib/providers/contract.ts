import type { z } from 'zod'

/** What went wrong with a call, in one vocabulary for all vendors. `failureRules` says what follows. */
export type Failure =
  | 'unauthorized' // wrong key, or our address is not on the vendor's list
  | 'rejected' // read the request and said no: nothing was sent
  | 'insufficient_balance'
  | 'template_unavailable' // in review, deleted, or not what we think it is
  | 'rate_limited'
  | 'unavailable' // certainly not taken: never connected, or a code that promises it
  | 'outcome_unknown' // the request left and nobody can say whether it was taken
  | 'bad_response' // an unreadable answer to a call that sends nothing

export type Category = 'notification' | 'marketing' | 'otp'
export type Locale = 'zh-CN' | 'en'
export type Localized = Record<Locale, string>

/** One documented code of a vendor: what it means for us, in plain words, and what to do. */
export type CodeEntry = { failure: Failure; text: Localized; advice?: Localized }

/** A final delivery code; `group` feeds the overview, `retry` says if sending again can succeed. */
export type ReportCodeEntry = {
  group: 'delivered' | 'nonexistent' | 'suspended' | 'poweredOff' | 'blocked' | 'expired' | 'other'
  retry: boolean
  text: Localized
  advice?: Localized
}

export type Settings = Record<string, unknown>

export type HttpRequest = {
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE'
  url: string
  headers?: Record<string, string>
  body?: Uint8Array | string
  /** Milliseconds for the answer once connected; default 15,000. */
  timeoutMs?: number
}
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

export type Recipient = { phone: string; values: string[]; text: string; reference: string }

/** One call's worth: never more than `limits.recipientsPerCall`, no phone twice. */
export type SendRequest = {
  /** Ours, unique for ever, 32 letters and digits: `batchNum`, `linkid`, `bid`. */
  reference: string
  signature: string
  template: { text: string; category: Category; vendorId?: string }
  /** `values` in the order of the template's variables; `text` as it will arrive. */
  recipients: Recipient[]
  sendAt?: Date
}
export type RecipientOutcome =
  | { accepted: true; vendorMessageId?: string }
  | { accepted: false; failure: Failure; code?: string; detail?: string }
/** One entry a recipient, in the request's order. */
export type SendOutcome = RecipientOutcome[]
export type SendResult = {
  /** The vendor's name for the call: infocloud `msgId`. */
  submissionId?: string
  /** What the vendor's support asks for: infocloud `requestId`. */
  requestId?: string
  outcome: SendOutcome
  quota?: Quota[]
}

/** What is left: money in CNY, or messages. `name` tells kinds apart (upyun general, vip). */
export type Quota = { unit: 'cny' | 'messages'; name: string; amount: number }

/** What ties an event to one of our messages; the more of them, the better. */
export type MatchKeys = {
  /** Our reference of the call. */
  reference?: string
  /** The vendor's id of the call. */
  submissionId?: string
  /** The vendor's id of the message. */
  vendorMessageId?: string
}
export type VendorEvent =
  | { type: 'report'; keys: MatchKeys; phone?: string; delivered: boolean; code: string; at: Date }
  /** A status word that the document does not explain: shown as it is, it changes nothing. */
  | { type: 'word'; keys: MatchKeys; phone?: string; word: string; at: Date }
  | {
      type: 'reply'
      phone: string
      content: string
      at: Date
      senderNumber?: string
      keys?: MatchKeys
    }

/** A push as it came, or a pulled answer: bytes first, because encodings differ. */
export type RawDocument = {
  method: string
  /** Without the question mark, still percent-encoded. */
  query: string
  contentType: string
  body: Uint8Array
  /** When it came: stands in for a row whose own time is missing or unreadable. */
  receivedAt?: Date
}

/** What to ask for in one pull. */
export type PullAsk = {
  /** yyyy-MM-dd, a day on which messages without a report were submitted. */
  day: string
  /** From 1. */
  page: number
  /** The vendor's ids of the calls that still wait for reports, newest first. */
  submissionIds: string[]
}
export type Pull<C> = {
  /** A second call does not give the same rows again: store before parsing. */
  readOnce: boolean
  intervalSeconds: number
  /** One call to the vendor, one page. Throws ProviderError. */
  fetch(call: Call<C>, ask: PullAsk): Promise<RawDocument>
  /** Pure. `more` is true when the next page should be asked for now. Throws ProviderError `bad_response`. */
  parse(raw: RawDocument): { events: VendorEvent[]; more: boolean; quota?: Quota[] }
}

export type TemplateDraft = {
  title: string
  signature: string
  /** Canonical, with `{name}` variables. */
  text: string
  category: Category
  /** The vendor's own fields, checked by `templates.settings`. */
  settings: Settings
}
export type ReviewStatus = 'none' | 'review' | 'approved' | 'refused'
export type VendorTemplate = {
  vendorId: string
  title: string
  signature: string
  /** Canonical; variables the vendor numbers are named var1, var2 … */
  text: string
  category: Category
  reviewStatus: ReviewStatus
  reason?: string
  settings: Settings
  updatedAt?: Date
}
/** A rule that a draft breaks. `code` is a key of the message catalogue, `params` fill it. */
export type Problem = { field: string; code: string; params?: Record<string, string | number> }

export type TemplatesApi<C> = {
  /** The vendor's own fields of a template, each with FieldMeta. */
  settings: z.ZodObject
  /** Those of them that `update` cannot change; the category never changes either. */
  fixedSettings?: readonly string[]
  create(call: Call<C>, draft: TemplateDraft): Promise<VendorTemplate>
  update(call: Call<C>, vendorId: string, draft: TemplateDraft): Promise<VendorTemplate>
  remove(call: Call<C>, vendorId: string): Promise<void>
  list(call: Call<C>): Promise<{ templates: VendorTemplate[]; quota?: Quota[] }>
}

/** One recipient of a call whose outcome is unknown. */
export type Unsettled = {
  phone: string
  text: string
  templateVendorId?: string
  reference: string
  /** When the call left. */
  calledAt: Date
}
export type Settlement =
  | {
      found: 'accepted'
      vendorMessageId?: string
      report?: { delivered: boolean; code: string; at: Date }
    }
  | { found: 'nothing' } // says nothing about the message: it stays unknown
  | { found: 'ambiguous' } // a person decides

/** Drives a form: put on each field of a zod object as `.meta({ field: … })`; read by `listFields`. */
export type FieldMeta = {
  title: Localized
  help?: Localized
  secret?: boolean
  /** `text` unless said otherwise; a zod enum is a select, a zod boolean a switch. */
  input?: 'text' | 'number'
  /** Words for the values of an enum. */
  options?: Record<string, Localized>
}
declare module 'zod' {
  // zod's own `title` is a string, ours speaks two languages: hence one key of our own.
  interface GlobalMeta {
    field?: FieldMeta
  }
}

export type Limits = {
  recipientsPerCall: number
  /** What the document allows at most, where it says so: no channel setting goes beyond. */
  recipientsPerCallMax?: number
  /** UTF-16 code units of the whole text, signature and brackets included. */
  textLength: number
  perRecipientText: boolean
  callsPerSecond: number
  perPhoneIntervalSeconds?: number
  perPhoneDaily?: Partial<Record<Category, number>>
  accountDaily?: number
  /** Calls that ask and send nothing, a minute, all together. */
  queriesPerMinute?: number
}

export interface Provider<C = unknown> {
  vendor: string
  name: Localized
  baseUrl: string
  /** A zod object whose fields carry FieldMeta. */
  credentials: z.ZodType<C> & { shape: Record<string, z.ZodType> }
  /** The vendor's own settings of a channel, with FieldMeta and defaults. */
  settings: z.ZodObject
  limits: Limits
  /** Minutes until most reports are there, and until one should ask. */
  reportDelayMinutes: { usual: number; late: number }
  codes: Record<string, CodeEntry>
  reportCodes: Record<string, ReportCodeEntry>
  /** The vendor's own code of a template, entered by a person. Absent: it has none, or an API. */
  templateCode?: { title: Localized; help?: Localized; required: boolean }
  /** Where and how the vendor wants our callback address registered. */
  callbackHelp?: Localized
  /** Throws ProviderError for the whole call; per recipient it answers. */
  send(call: Call<C>, request: SendRequest): Promise<SendResult>
  /** Pure. A value the vendor's format cannot carry: the code of the reason, else undefined. */
  valueProblem?(value: string): string | undefined
  /** Pure. A whole text it cannot carry. */
  textProblem?(text: string): string | undefined
  /** Pure. The vendor's own rules for a template, before any call. */
  templateProblems(draft: TemplateDraft): Problem[]
  /** Pure. Throws ProviderError `bad_response` (unreadable) or `unauthorized` (not our account). */
  parseCallback?(raw: RawDocument, account: { credentials: C; settings: Settings }): VendorEvent[]
  callbackAnswer: { status: number; contentType: string; body: string }

  // Absent: the vendor cannot do it. Screens ask for the capability, never for the vendor.
  /** `quota` is empty when the vendor would not say (a new upyun account). */
  balance?(call: Call<C>): Promise<Quota[]>
  pullReports?: Pull<C>
  pullReplies?: Pull<C>
  templates?: TemplatesApi<C>
  findOutcome?(call: Call<C>, message: Unsettled): Promise<Settlement>
}

/** A call to a vendor that failed. What may be tried again derives from `failure`: failures.ts. */
export class ProviderError extends Error {
  override name = 'ProviderError'
  readonly vendor: string
  readonly failure: Failure
  readonly code: string | undefined
  /** The vendor's raw words, for people; never matched. */
  readonly detail: string | undefined

  constructor(
    vendor: string,
    failure: Failure,
    more: { code?: string; detail?: string; cause?: unknown } = {},
  ) {
    super(`${vendor}: ${failure}${more.code ? ` (${more.code})` : ''}`, { cause: more.cause })
    this.vendor = vendor
    this.failure = failure
    this.code = more.code
    this.detail = more.detail
  }
}
