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
})

export type UpyunSettings = z.infer<typeof UpyunSettings>
