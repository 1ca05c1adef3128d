import { z } from 'zod'

/** Switches of the zhuanxinyun simulator; a limit of 0 is none, where the document has no number. */
export const ZhuanxinyunSettings = z.strictObject({
  /** Addresses that may call (100004); empty: every one, as if the caller's were listed. */
  ipWhitelist: z.array(z.string()).default([]),
  /** 100002 账户不存在或状态异常 for an account that exists. */
  accountSuspended: z.boolean().default(false),
  /** 100008: messages to one phone within so many seconds (both numbers ours). */
  perPhoneMessages: z.int().nonnegative().default(10),
  perPhoneSeconds: z.int().positive().default(60),
  /** 100010: messages a day for the account. */
  dailyMessages: z.int().nonnegative().default(0),
  /** 100014: calls a second, all kinds together. */
  callsPerSecond: z.int().nonnegative().default(0),
  /** 100014: seconds between two balance queries; the document only advises 20. */
  balanceIntervalSeconds: z.int().nonnegative().default(0),
  /** Takes a batchNum or missionNum again; the samples use 001 for every call. */
  allowRepeatedNumbers: z.boolean().default(false),
  /** Registered signatures; a text with another fails with YF:11. null: all are. */
  signatures: z.array(z.string()).nullable().default(null),
  /** Texts with one of these fail with YF:13. */
  refusedWords: z.array(z.string()).default(['违禁词']),
  /** Phones that fail with YF:03. */
  blacklist: z.array(z.string()).default([]),
  /** First three digits of phones that no carrier is known for: YF:02. */
  unknownPrefixes: z.array(z.string()).default(['142', '143', '154']),
  /** Without a channel everything fails with YF:21. */
  channelAssigned: z.boolean().default(true),
  /** Ignores the missionNums of sendTplSms, whose samples have none. */
  ignoresTemplateMissionNums: z.boolean().default(false),
  /** The document says one record a push. */
  recordsPerPush: z.int().min(1).max(1_000).default(1),
  /** Puts a space before batch_num, as the printed push has it. */
  spaceBeforeBatchNum: z.boolean().default(true),
  /** How a delivered report is written: the document names both. */
  deliveredStatus: z.enum(['DELIVRD', '0']).default('DELIVRD'),
  /** How `stat_time` is written; the document has the first, Java by itself writes the others. */
  timeStyle: z.enum(['plain', 'fraction', 'iso']).default('plain'),
  /** Ours: the names of a pulled reply's time; its `stat_time` is there and empty with `mo_time`. */
  replyTimeIn: z.enum(['time_stamp', 'mo_time', 'nowhere']).default('time_stamp'),
  /** Ours: the queries give all that they have each time, unless they are read-once. */
  readOnce: z.boolean().default(false),
  /** The newest so many records in one answer; the document knows neither a limit nor pages: 0 is all. */
  recordsPerQuery: z.int().nonnegative().default(0),
  /** How a day lists messages without a report, where the document is silent: not, or with an empty status. */
  underWayAs: z.enum(['absent', 'null', 'empty']).default('absent'),
})

export type ZhuanxinyunSettings = z.infer<typeof ZhuanxinyunSettings>
