import type { Executor } from '#db/client.ts'
import type { Locale } from '#lib/providers/contract.ts'
import { explainReport } from './explain.ts'
import type { TimelineEntry } from './timeline-entry.ts'
import {
  loadBatchSteps,
  loadCall,
  loadDecisions,
  loadReplies,
  loadReports,
} from './timeline-parts.ts'
import type { Message } from './types.ts'

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
