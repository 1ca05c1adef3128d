import type { z } from 'zod'
import type { Call, HttpResponse } from './call.ts'
import type { RawDocument, VendorEvent } from './events.ts'
import type { PushKind } from './pushes.ts'
import type { DayStatistics, Finding, VendorRecord } from './queries.ts'
import type { Quota, SendRequest, SendResult, Settlement, Unsettled } from './sending.ts'
import type { Problem, TemplateDraft, TemplatesApi } from './vendor-templates.ts'
import type { Category, CodeEntry, Localized, ReportCodeEntry, Settings } from './vocabulary.ts'

/** What to ask for in one pull. */
export type PullAsk = {
  /** yyyy-MM-dd, a day on which messages without a report were submitted. */
  day: string
  /** From 1. */
  page: number
  /** The vendor's ids of calls that still wait for reports, newest first: see `idsPerAsk`. */
  submissionIds: string[]
  /** In place of those: our reference of a call whose answer never came: see `asksByReference`. */
  reference?: string
}
export type Pull<C> = {
  /** A second call does not give the same rows again: store before parsing. */
  readOnce: boolean
  intervalSeconds: number
  /** Seconds until the next page where there is one. Absent: it may be asked for at once. */
  moreSeconds?: number
  /** The vendor gives what it has, of whatever day. */
  ignoresDay?: true
  /** It asks by call, of so many at once; each turn the next ones, until all were asked after. */
  idsPerAsk?: number
  /** And after one call without an id by our reference of it, every other turn. */
  asksByReference?: true
  /** Tens of MB in one answer: a process asks for and reads one such at a time. */
  largeAnswers?: true
  /** Hours after a call in which the vendor can be asked for its reports; absent: as long as they come. */
  askHours?: number
  /** Pure. True for an answer without a row in it, which need not be kept. */
  isEmpty?(raw: RawDocument): boolean
  /** False when the vendor has not opened this pull for the account. Absent: it is open to all. */
  isOpen?(settings: Settings): boolean
  /** One call to the vendor, one page. Throws ProviderError. */
  fetch(call: Call<C>, ask: PullAsk): Promise<RawDocument>
  /**
   * Pure. The rows that came whole of an answer that broke off, as `fetch` would have given them;
   * undefined when there are none. Absent: half an answer cannot be read.
   */
  salvage?(call: Call<C>, part: HttpResponse): RawDocument | undefined
  /** Pure. `more` is true when the next page should be asked for now. Throws ProviderError `bad_response`. */
  parse(raw: RawDocument): { events: VendorEvent[]; more: boolean; quota?: Quota[] }
}

export type Limits = {
  recipientsPerCall: number
  /** What the document allows at most, where it says so: no channel setting goes beyond. */
  recipientsPerCallMax?: number
  /** UTF-16 code units of the whole text, signature and brackets included. */
  textLength: number
  /** Whether one call carries a text for each recipient; some vendors only by a template of theirs. */
  perRecipientText: 'always' | 'never' | 'with_template_code'
  /** Categories whose recipients share one text in a call all the same. */
  sharedTextOnly?: Category[]
  callsPerSecond: number
  perPhoneIntervalSeconds?: number
  perPhoneDaily?: Partial<Record<Category, number>>
  /** Categories that the vendor takes for one when it counts a phone's day. */
  countedTogether?: Category[]
  accountDaily?: number
  /** Of one template: what its vendor lets nobody change once the template is there. */
  template?: TemplateLimits
  /** Calls that ask and send nothing, a minute, all together. */
  queriesPerMinute?: number
  /** Between two questions about the balance. */
  balanceIntervalSeconds?: number
}

export type TemplateLimits = {
  /** Messages to one phone a day (Asia/Shanghai). */
  perPhoneDaily?: number
  callsDaily?: number
  /** `HH:mm`, Asia/Shanghai: it goes from `from` on and before `to`. */
  hours?: { from: string; to: string }
}

export interface Provider<C = unknown> {
  vendor: string
  name: Localized
  baseUrl: string
  /** A zod object whose fields carry FieldMeta. */
  credentials: z.ZodType<C> & { shape: Record<string, z.ZodType> }
  /** The vendor's own settings of a channel, with FieldMeta and defaults. */
  settings: z.ZodObject
  /** Pure. How a secret of the credentials goes out besides as it is: its hash, an encoding of its own. */
  secretForms?(secret: string): string[]
  limits: Limits
  /** Pure. What a channel's own settings, and those of a template, make of the limits. */
  limitsFor?(settings: Settings, template?: Settings): Partial<Limits>
  /** Pure. The number behind the access number that a channel's replies come to; empty when none is set. */
  extensionOf?(settings: Settings): string
  /** The vendor holds a call until `sendAt`, which must be at least so many minutes ahead. */
  schedule?: { minimumMinutes: number }
  /**
   * Nothing of ours travels with a call: a report of an unknown `submissionId` is about the one
   * message to its phone whose outcome is unknown, if there is just one.
   */
  matchesUnknownByPhone?: true
  /** Minutes until most reports are there, and until one should ask. */
  reportDelayMinutes: { usual: number; late: number }
  codes: Record<string, CodeEntry>
  reportCodes: Record<string, ReportCodeEntry>
  /** The vendor's own code of a template, entered by a person. Absent: it has none, or an API. */
  templateCode?: { title: Localized; help?: Localized; required: boolean }
  /** The vendor's own fields of a template, with FieldMeta, where it has no API that takes them. */
  templateSettings?: z.ZodObject
  /** Where and how the vendor wants our callback address registered. */
  callbackHelp?: Localized
  /** What the address must be like; https where nothing is said. `http_port_80`: and nothing else. */
  callbackScheme?: 'https' | 'http_port_80'
  /** What one must know to read the balance: kinds apart, what stops sending. */
  balanceHelp?: Localized
  /** So many days the vendor's support can look up a `requestId`. */
  supportLookupDays?: number
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
  /** What its pushes carry, where it is not both reports and replies. */
  pushes?: readonly PushKind[]
  callbackAnswer: { status: number; contentType: string; body: string }

  // Absent: the vendor cannot do it. Screens ask for the capability, never for the vendor.
  /** Empty when the vendor would not say (a new upyun account). */
  balance?(call: Call<C>): Promise<Quota[]>
  pullReports?: Pull<C>
  pullReplies?: Pull<C>
  templates?: TemplatesApi<C>
  /**
   * Its rows lie within 15 minutes in all around the call: what is further off cannot be taken for
   * it, and the dispatcher counts on that. A row may be another's; the dispatcher sees to that too.
   */
  findOutcome?(call: Call<C>, message: Unsettled): Promise<Settlement>
  /** The words in a text that the vendor will not let through; empty when it has none. */
  checkWords?(call: Call<C>, text: string): Promise<string[]>
  /** The vendor's own counts, for at most `maxDays` days, yyyy-MM-dd, both included. */
  statistics?: {
    maxDays: number
    fetch(call: Call<C>, ask: { from: string; to: string }): Promise<DayStatistics[]>
  }
  /** What the vendor itself keeps about one phone on one day (yyyy-MM-dd). */
  records?(call: Call<C>, ask: { phone: string; day: string }): Promise<VendorRecord[]>
  /** What only this vendor can tell about the way to it; never throws for a finding that is bad. */
  diagnose?(call: Call<C>): Promise<Finding[]>
}
