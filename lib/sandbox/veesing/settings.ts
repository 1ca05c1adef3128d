import { z } from 'zod'

/** Switches of the veesing simulator, where the document is silent or its parts disagree. */
export const VeesingSettings = z.strictObject({
  /** Writes `returnStatus` of a success as "1 ", as both samples do, in place of the tables' "1". */
  paddedStatus: z.boolean().default(true),
  /** The HTTP status of a refusal, which the document does not name. */
  refusalStatus: z.int().min(200).max(499).default(200),
  /** Writes phones in pushes as both tables of §2 print them: 1508092****. */
  masksPhones: z.boolean().default(false),
  /** Whether our address is on its list (IP受限, which only the balance's table has). */
  ipAllowed: z.boolean().default(true),
  /** Whether the account is locked (您的账户已被锁定). */
  locked: z.boolean().default(false),
  /** Milliseconds between two messages to one phone (§1: one a minute); 0 lifts the limit. */
  perPhoneIntervalMs: z.int().nonnegative().default(60_000),
  /** Ours: messages a phone may get in a day, which §1 does not number; 0 lifts the limit. */
  perPhoneDaily: z.int().nonnegative().default(50),
  /** Messages the account may send in a day, which §1 does not number; 0 (default): any. */
  accountDaily: z.int().nonnegative().default(0),
  /** Ours: phones in a call, which the document does not limit. */
  phonesPerCall: z.int().positive().default(500),
  /** Ours: characters in a text, which the document does not limit. */
  textLimit: z.int().positive().default(1_000),
  /** The sample's comment: how far ahead of the submission `sendTime` must lie, in minutes. */
  minutesAhead: z.int().nonnegative().default(30),
  /** Ours: sends to the phones it can when others cannot be sent to, counting `successCounts`. */
  partial: z.boolean().default(true),
})

export type VeesingSettings = z.infer<typeof VeesingSettings>
