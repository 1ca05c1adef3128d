import { z } from 'zod'
import { reviewStatuses } from '#lib/templates/review.ts'

const reviewStatus = z.enum(reviewStatuses)
const note = z.string().trim().max(200)

export const AddSignatureInput = z.object({
  channelId: z.uuid(),
  /** Without 【】. */
  text: z.string().trim().min(1).max(40),
  /** What the vendor said where it registers signatures outside of any API. */
  reviewStatus: reviewStatus.default('none'),
  note: note.optional(),
})

/** What is absent stays as it is; the text cannot change, templates carry it. */
export const UpdateSignatureInput = z.object({
  id: z.uuid(),
  reviewStatus: reviewStatus.optional(),
  note: note.optional(),
})

export const SignatureId = z.object({ id: z.uuid() })

/** From an address: what is not right is as if absent. */
export const ListSignaturesInput = z.object({
  channel: z.uuid().optional().catch(undefined),
  review: reviewStatus.optional().catch(undefined),
  q: z.string().trim().max(40).optional().catch(undefined),
})

export type AddSignature = z.input<typeof AddSignatureInput>
export type UpdateSignature = z.input<typeof UpdateSignatureInput>
export type ListSignatures = z.input<typeof ListSignaturesInput>
