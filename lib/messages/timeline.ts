import type { Executor } from '#db/client.ts'
import type { Locale } from '#lib/providers/vocabulary.ts'
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

/** What happened to a message, in the order of the work and of time. */
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
  const word: TimelineEntry[] =
    message.status === 'submitted' && message.code && message.submittedAt
      ? [{ kind: 'word', at: message.submittedAt, word: message.code }]
      : []
  const kept = reports.map(
    (report): TimelineEntry => ({
      kind: 'kept',
      ...report,
      explained: explainReport(vendor, report.code, locale),
    }),
  )
  return inOrder({
    work: [...steps.entries, ...call],
    answers: [...own, ...word, ...kept, ...replies],
    decisions,
  })
}

type Parts = Record<'work' | 'answers' | 'decisions', TimelineEntry[]>

/**
 * Oldest first. The work keeps its own order and no answer stands before it: some vendors tell the
 * time of an answer to the minute, so it may seem older than the call. Times stay as they are.
 */
function inOrder({ work, answers, decisions }: Parts): TimelineEntry[] {
  let floor = 0
  const placed = work.map((entry) => {
    floor = Math.max(floor, entry.at.getTime())
    return { entry, place: floor }
  })
  for (const entry of answers) placed.push({ entry, place: Math.max(floor, entry.at.getTime()) })
  for (const entry of decisions) placed.push({ entry, place: entry.at.getTime() })
  return placed.sort((a, b) => a.place - b.place).map(({ entry }) => entry)
}
