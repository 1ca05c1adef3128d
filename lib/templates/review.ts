import type { SignaturePosition } from '#lib/providers/texts.ts'
import type { ReviewStatus } from '#lib/providers/vendor-templates.ts'
import type { Category, Settings } from '#lib/providers/vocabulary.ts'

// Pure: screens use this too.

export const categories = ['notification', 'marketing', 'otp'] as const satisfies Category[]
export const reviewStatuses = [
  'none',
  'review',
  'approved',
  'refused',
] as const satisfies ReviewStatus[]

/** Only these may be sent: approved by the vendor, or of a vendor that reviews none here. */
export const sendableStatuses = ['approved', 'none'] as const satisfies ReviewStatus[]

export const isSendable = (status: ReviewStatus): boolean =>
  (sendableStatuses as readonly ReviewStatus[]).includes(status)

/** The review reason of a template that the vendor no longer has; screens put words in its place. */
export const goneReason = 'gone_at_vendor'

/** Where the signature stands: `signLocation` is part of the contract (TemplatesApi.settings). */
export const signaturePositionOf = (settings: Settings): SignaturePosition =>
  settings.signLocation === 'bottom' ? 'bottom' : 'top'
