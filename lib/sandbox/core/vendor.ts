import type { IncomingHttpHeaders } from 'node:http'
import type { z } from 'zod'
import type { AcceptCall } from './accept.ts'
import type { Database } from './database.ts'
import type { Rates } from './fates.ts'
import type { MessageRow } from './messages.ts'
import type { PushRule } from './push-rule.ts'
import type { ReplyRow } from './replies.ts'

/** A request as a vendor's handler sees it: read whole, the path without a slash at its end. */
export type VendorRequest = {
  method: string
  path: string
  query: URLSearchParams
  /** The query as it came, still encoded, for vendors whose query is not UTF-8. */
  search: string
  /** The caller's IP address; empty once the line is gone. */
  address: string
  headers: IncomingHttpHeaders
  body: Buffer
}

/** What goes back. `callId` names the accepted call, if any, for faults that report early. */
export type Answer = {
  status: number
  headers?: Record<string, string>
  body: string | Buffer
  callId?: string
}

export type PushKind = 'reports' | 'replies'

/** One push; `query`, already encoded, is added to the address where the vendor puts it there. */
export type PushBody = { body: string | Buffer; contentType: string; query?: string }

/** A running vendor: one function that answers, and what control needs. */
export type Vendor = {
  handle(request: VendorRequest): Answer
  /** The vendor's own way to say "something broke here". */
  systemError(request?: VendorRequest): Answer
  /** A refusal with a code of the vendor's table; undefined for a code it does not have. */
  refuse(code: string, request?: VendorRequest): Answer | undefined
  /** How it pushes: PUSH_ONCE unless said otherwise. */
  pushRule?(kind: PushKind): PushRule
  writeReports?(rows: MessageRow[]): PushBody
  writeReplies?(rows: ReplyRow[]): PushBody
  /** Throws a ControlError for an address the vendor would not push to. */
  checkPushUrl?(url: string): void
  /** Runs inside the transaction that makes reports final. */
  onReported?(rows: MessageRow[]): void
  balance(): Record<string, number>
  /** Sets the named counters; throws a ControlError on a name it does not have. */
  setBalance(values: Record<string, number>): void
  addTemplate?(input: unknown): unknown
  review?(id: number, status: string): unknown
  /** Forgets what is kept outside the database. */
  reset(): void
}

/** What a vendor is built from. `settings` and `rates` change under it while it runs. */
export type VendorContext<S> = {
  db: Database
  account: Record<string, string>
  settings: S
  rates: Rates
  accept: AcceptCall
  now(): number
  random(): number
}

/** A vendor as data: its demo account, its switches and how to start it. */
export type VendorDefinition<S = Record<string, unknown>> = {
  account: Record<string, string>
  settings: z.ZodType<S>
  /** Whether a final report stays waiting until it is pushed or read once. */
  keepsReceipts: boolean
  /** Whether replies wait for a pull where they have no address to be pushed to. */
  keepsReplies?: boolean
  /** The codes that failed messages get by chance; those of `fates.ts` unless said otherwise. */
  failures?: readonly string[]
  create(context: VendorContext<S>): Vendor
}

/** A request to the control server that cannot be followed. */
export class ControlError extends Error {
  override readonly name = 'ControlError'
}

/** A JSON answer in UTF-8. */
export const jsonAnswer = (status: number, value: unknown): Answer => ({
  status,
  headers: { 'content-type': 'application/json; charset=utf-8' },
  body: JSON.stringify(value),
})
