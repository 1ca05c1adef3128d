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
