import type { Executor } from '#db/client.ts'
import type { Locale } from '#lib/providers/contract.ts'
import { type Explained, explainReport } from './explain.ts'
import type { Message } from './find-messages.ts'
import {
  loadBatchSteps,
  loadCall,
  loadDecisions,
  loadReplies,
  loadReports,
} from './timeline-parts.ts'

/** One thing that happened to a message. */
export type TimelineEntry = { at: Date } & (
  | { kind: 'made' | 'confirmed' | 'approved'; by: string | null }
  | {
      kind: 'submitted'
      reference: string
      requestId: string | null
      /** Until then the vendor's support can look the request up; null where nothing is known of it. */
      lookupUntil: Date | null
    }
  | {
      kind: 'answered'
      state: 'accepted' | 'rejected' | 'requeued' | 'unknown'
      vendorId: string | null
      code: string | null
      /** The vendor's raw words. */
      detail: string | null
    }
  | {
      kind: 'report' | 'kept'
      delivered: boolean
      code: string | null
      explained: Explained
    }
  | { kind: 'reply'; content: string; optOut: boolean }
  | { kind: 'settled'; by: string; as: string; reason: string }
  | { kind: 'revealed'; by: string }
)

/** What happened to a message, oldest first; what came at the same moment in the order of the work. */
export async function listTimeline(
  db: Executor,
  message: Message,
  locale: Locale,
): Promise<TimelineEntry[]> {
  const [steps, call, reports, replies, decisions] = await Promise.all([
    loadBatchSteps(db, message),
    loadCall(db, message),
    loadReports(db, message),
    loadReplies(db, message),
    loadDecisions(db, message),
  ])
  const { vendor } = steps
  const own: TimelineEntry[] =
    message.reportedAt && (message.status === 'delivered' || message.status === 'failed')
      ? [
          {
            kind: 'report',
            at: message.reportedAt,
            delivered: message.status === 'delivered',
            code: message.code,
            explained: explainReport(vendor, message.code, locale),
          },
        ]
      : []
  const kept = reports.map(
    (report): TimelineEntry => ({
      kind: 'kept',
      ...report,
      explained: explainReport(vendor, report.code, locale),
    }),
  )
  const all = [...steps.entries, ...call, ...own, ...kept, ...replies, ...decisions]
  return all.sort((a, b) => a.at.getTime() - b.at.getTime())
}
