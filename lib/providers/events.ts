/** What ties an event to one of our messages; the more of them, the better. */
export type MatchKeys = {
  /** Our reference of the call. */
  reference?: string
  /** Our reference of the message (`Recipient.reference`), which begins with the call's. */
  messageReference?: string
  /** The vendor's id of the call. */
  submissionId?: string
  /** The vendor's id of the message. */
  vendorMessageId?: string
}
export type VendorEvent =
  | UnreadableRow
  /** `phone` may be masked with `*`: it then only tells apart the recipients of a known call. */
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
      /** It has no time of its own, `at` is when it came; the vendor may show it again and again. */
      isUndated?: true
    }

/** A row that says too little to be a report or a reply; what it came with is kept and shown. */
export type UnreadableRow = { type: 'unreadable'; at: Date; keys?: MatchKeys; phone?: string }

/** Stands for a row that could not be read, so that it is counted. */
export const unreadableRow = (at: Date | undefined): UnreadableRow => ({
  type: 'unreadable',
  at: at ?? new Date(0),
})

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
