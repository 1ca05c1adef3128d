import { z } from 'zod'

/** Switches of the infocloud simulator, where the document is silent or its samples disagree. */
export const InfocloudSettings = z.strictObject({
  /** Takes nonces under ten characters, as the PHP, C# and VB samples send them. */
  lenientNonce: z.boolean().default(false),
  /** Ours: the code for 无效的参数（时间戳）, which the document prints without one. */
  timestampCode: z.enum(['2001', '40004']).default('2001'),
  /** Whether `tel` in a queried receipt is masked, as the document's example is. */
  maskPhones: z.boolean().default(true),
  /** The names under which receipts are queried: the text's, the SDK's, or both (ours). */
  receiptPaths: z.enum(['arriveRes', 'arrive', 'both']).default('both'),
  /** Queries a minute for the whole company (FAQ); 0 lifts every limit on queries. */
  queriesPerMinute: z.int().nonnegative().default(3),
  /** Ours: whether a queried call also lists messages without a receipt, as rows without `arrive`. */
  listsUnderWay: z.boolean().default(false),
  /** Writes `code` as a string (tables) in place of an int (samples). */
  codeAsString: z.boolean().default(false),
  /** Names the batch's number `msgid` (its table) in place of `msgId` (its sample). */
  lowerCaseMsgId: z.boolean().default(false),
  /** Sends `desc` as the string "null", as the Python sample's answer does. */
  descNull: z.boolean().default(false),
  /** Extension numbers another account of the company holds (40006). */
  takenExtensions: z.array(z.string()).default([]),
})

export type InfocloudSettings = z.infer<typeof InfocloudSettings>
