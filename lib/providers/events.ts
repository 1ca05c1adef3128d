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
