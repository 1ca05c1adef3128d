import type { deliveryReports } from '#db/schema/reports.ts'
import type { ReportEvent } from './match.ts'

export type Parked = typeof deliveryReports.$inferSelect

/** A parked report as it came. */
export const toEvent = (one: Parked): ReportEvent => ({
  type: 'report',
  keys: {
    ...(one.reference ? { reference: one.reference } : {}),
    ...(one.vendorSubmissionId ? { submissionId: one.vendorSubmissionId } : {}),
    ...(one.vendorMessageId ? { vendorMessageId: one.vendorMessageId } : {}),
  },
  ...(one.phone ? { phone: one.phone } : {}),
  delivered: one.delivered,
  code: one.code,
  at: one.at,
})
