import { z } from 'zod'

/** Switches of the smsadmin simulator, where the document is silent or depends on the channel. */
export const SmsadminSettings = z.strictObject({
  /** Writes `0 发送成功!` as the tables print it; seen: the real bodies have no space. */
  spacedAnswers: z.boolean().default(false),
  /** Begins answers with the byte order mark of UTF-8, as a page saved so does. */
  byteOrderMark: z.boolean().default(false),
  /** §7 and §8, nothing to fetch: the code, with its words as 返回值 and 备注说明 print both, or no body. */
  nothingAs: z.enum(['code', 'worded', 'empty']).default('code'),
  /** §7, 对返回的“回复内容”进行url: encodes all of it, or only what is special in an address. */
  encodes: z.enum(['everything', 'special']).default('everything'),
  /** §5 prints the balance on one line; seen: on two as well. */
  balanceOnTwoLines: z.boolean().default(false),
  /** §4: whether `{value1}` is the first value (the example) or `{value0}` is (the prose). */
  ddtFirstVariable: z.union([z.literal(0), z.literal(1)]).default(1),
  /** Ours: the XX of code 7, which depends on the channel and is not given. */
  textLimit: z.int().positive().default(500),
  /** Codes 4 and 8: an account that may not send, and one that is frozen. */
  accountState: z.enum(['open', 'forbidden', 'frozen']).default('open'),
  /** §7 and §8, 需通道支持: without it, pulls find nothing (ours: no code is given for it). */
  pullsOpen: z.boolean().default(true),
  /** §7 and §8: 5 s between pulls, less some slack; an earlier one finds nothing (ours). */
  pullIntervalMs: z.int().nonnegative().default(4_500),
  /** §7: the number the system makes for a call without `linkid`: "perhaps, perhaps empty". */
  generatedLinkid: z.boolean().default(true),
  /** §7: whether a reply carries the `linkid` of the last message to its phone. */
  linkidInReplies: z.boolean().default(true),
  /** Ours: the 子码 at the end of a pulled row; null leaves it out with its slash. */
  subCode: z.string().nullable().default('01'),
  /** §9 and §10: the example has the parameters in the address, POST suggests the body. */
  pushIn: z.enum(['query', 'body']).default('query'),
  /** Writes `Class` as MO and RPT. */
  capitalClass: z.boolean().default(false),
  /** §9 and §10, 端口只支持80端口: off by default, since a local receiver can rarely have it. */
  pushPort80Only: z.boolean().default(false),
  /** §6, ours: the words that are found; a text with one is sent all the same. */
  sensitiveWords: z.array(z.string().min(1)).default(['发票', '贷款', '赌博', '办证']),
})

export type SmsadminSettings = z.infer<typeof SmsadminSettings>
