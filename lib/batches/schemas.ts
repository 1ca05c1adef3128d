import { z } from 'zod'

export const BatchRef = z.object({ batchId: z.uuid() })
export type BatchRef = z.infer<typeof BatchRef>

export const ConfirmBatch = BatchRef.extend({
  /** Null: now. */
  scheduledAt: z.coerce.date().nullable().default(null),
  /** Who holds a scheduled batch; what a vendor holds cannot be called back. */
  heldBy: z.enum(['console', 'vendor']).optional(),
  /** Repeats that whoever confirms was shown: any other one stops it. Absent: they do not matter. */
  seenRepeats: z.array(z.uuid()).max(100).optional(),
  /** Names the request: made again with another draft of the same file, it confirms nothing. */
  onceKey: z.string().min(1).max(200).optional(),
})
export type ConfirmBatch = z.infer<typeof ConfirmBatch>

/** As a path parameter of a page or a route. */
export const BatchIdInput = z.object({ id: z.uuid() })
