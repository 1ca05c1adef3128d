import { z } from 'zod'

/** Switches of the upyun simulator, where the document is silent. */
export const UpyunSettings = z.strictObject({
  /** Ours: the limit behind MOBILE_LIMIT, which the document does not state. */
  mobileLimit: z.int().positive().default(200),
  /** Ours: the status of a message that failed; only processing and success are attested. */
  failedStatus: z.string().default('failed'),
  /** Seen: a newer document has `GET /api/users/remain`; without it, 404 NOT_FOUND. */
  remain: z.boolean().default(true),
  /** Seen: `msg_id` where this document has `message_id`. */
  messageIdName: z.enum(['message_id', 'msg_id']).default('message_id'),
  /** Ours: the most rows of a page; the document states no limit. */
  pageCap: z.int().positive().default(1_000),
  /** Ours: what becomes of a `per_page` above that, so many rows or ILLEGAL_PARAMER. */
  pageOver: z.enum(['capped', 'refused']).default('capped'),
  /** Ours: the zone of `date` in §5.6, which the document does not state. */
  daysIn: z.enum(['china', 'utc']).default('china'),
  /**
   * Answers as the document's samples show them, or only with what its tables of values name: no
   * `sign_location` of a template, no `quantity` of a message and no `total` of a list.
   */
  fields: z.enum(['samples', 'tables']).default('samples'),
})

export type UpyunSettings = z.infer<typeof UpyunSettings>
