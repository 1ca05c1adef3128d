import { canMove, type MessageStatus } from '#lib/messages/status.ts'

export type Report = { delivered: boolean; code: string; at: Date }
/** What is known of a message's end. */
export type Known = { status: MessageStatus; code: string | null; reportedAt: Date | null }
export type Decision = { next: Known; kept: Report[] }

/**
 * What a message becomes after its reports, and which of them only stay on record. The order in
 * which they came makes no difference: delivered wins over failed, then the earlier, then the
 * smaller code.
 */
export function decide(known: Known, reports: Report[]): Decision {
  let next = known
  const kept: Report[] = []
  for (const report of reports) {
    const status = report.delivered ? 'delivered' : 'failed'
    const candidate: Known = { status, code: report.code, reportedAt: report.at }
    const moves = canMove(next.status, status, 'report')
    const betters = next.status === status && isBefore(candidate, next)
    if (moves || betters) {
      if (next.reportedAt) kept.push(asReport(next))
      next = candidate
    } else if (!isSame(candidate, next)) kept.push(report)
  }
  return { next, kept: distinct(kept) }
}

/** The same report may come three times: it is kept once. */
const distinct = (reports: Report[]): Report[] => [
  ...new Map(
    reports.map((one) => [`${one.delivered}/${one.at.getTime()}/${one.code}`, one]),
  ).values(),
]

const timeOf = (known: Known): number => known.reportedAt?.getTime() ?? Number.POSITIVE_INFINITY

const isBefore = (a: Known, b: Known): boolean =>
  timeOf(a) < timeOf(b) || (timeOf(a) === timeOf(b) && (a.code ?? '') < (b.code ?? ''))

const isSame = (a: Known, b: Known): boolean =>
  a.status === b.status && timeOf(a) === timeOf(b) && a.code === b.code

const asReport = (known: Known): Report => ({
  delivered: known.status === 'delivered',
  code: known.code ?? '',
  at: known.reportedAt ?? new Date(0),
})
