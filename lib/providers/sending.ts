import type { Category, Failure } from './vocabulary.ts'

export type Recipient = {
  phone: string
  /** In the order of the template's variables. */
  values: string[]
  /** As it will arrive. */
  text: string
  /** Ours, unique for ever: the call's, and three letters or digits. */
  reference: string
}

/** One call's worth: never more than `limits.recipientsPerCall`, no phone twice. */
export type SendRequest = {
  /** Ours, unique for ever, 24 letters and digits: `batchNum`, `linkid`, `bid`. */
  reference: string
  signature: string
  template: { text: string; category: Category; vendorId?: string }
  recipients: Recipient[]
  /** Only for a vendor with `schedule`: it holds the messages until then. */
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
