import type { Counts } from '#lib/counts/batch-counts.ts'
import type { MessageStatus } from '#lib/messages/status.ts'

/** In the order of the bar, from what is over to what has not begun. */
export const barOrder = [
  'delivered',
  'failed',
  'rejected',
  'blocked',
  'unknown',
  'unreported',
  'submitted',
  'submitting',
  'canceled',
  'queued',
] as const satisfies MessageStatus[]

/** Colours that hold in light and dark; the words stand beside them. */
export const statusColors: Record<MessageStatus, string> = {
  delivered: 'var(--ant-color-success)',
  failed: 'var(--ant-color-error)',
  rejected: 'var(--ant-magenta-7)',
  blocked: 'var(--ant-purple-6)',
  unknown: 'var(--ant-gold-6)',
  unreported: 'var(--ant-volcano-5)',
  submitted: 'var(--ant-color-primary)',
  submitting: 'var(--ant-cyan-5)',
  canceled: 'var(--ant-color-text-quaternary)',
  queued: 'var(--ant-color-fill-secondary)',
}

/** Handed over to the vendor, whatever came of it: cannot be recalled. */
export const countGone = (counts: Counts): number =>
  sum(counts, ['submitting', 'submitted', 'delivered', 'failed', 'unknown', 'unreported'])

/** Neither queued nor under way, and one knows what became of it. */
export const countDone = (counts: Counts): number =>
  barOrder.reduce((all, status) => all + counts[status], 0) -
  sum(counts, ['queued', 'submitting', 'unknown'])

export const sum = (counts: Counts, statuses: MessageStatus[]): number =>
  statuses.reduce((all, status) => all + counts[status], 0)
