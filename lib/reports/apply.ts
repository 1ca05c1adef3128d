import { inArray, sql } from 'drizzle-orm'
import type { Tx } from '#db/client.ts'
import { deliveryReports } from '#db/schema/reports.ts'
import { appendDeltas } from '#lib/counts/delta.ts'
import { moveDeltas } from '#lib/counts/move.ts'
import { carrierOf } from '#lib/providers/carriers.ts'
import { chinaDay } from '#lib/providers/china-time.ts'
import { decide, type Known, type Report } from './decide.ts'
import { type Match, matchReports, type ReportEvent, type ReportSource } from './match.ts'

export type Applied = { applied: number; kept: number; unmatched: ReportEvent[] }

/** Applies reports of one account in the caller's transaction; says which found no message. */
export async function applyReports(
  tx: Tx,
  source: ReportSource,
  reports: ReportEvent[],
): Promise<Applied> {
  const { matches, unmatched, parkedIds } = await matchReports(tx, source, reports)
  const decided = matches.map((match) => ({
    match,
    ...decide(
      match,
      match.reports.map((one) => notBefore(one, match.sentAt)),
    ),
  }))
  const changed = decided.filter(({ match, next }) => hasChanged(match, next))
  await writeMessages(tx, changed)
  await countMoves(tx, changed)
  const kept = decided.flatMap(({ match, kept }) => kept.map((report) => ({ match, report })))
  await keepReports(tx, source, kept)
  if (parkedIds.length > 0)
    await tx.delete(deliveryReports).where(inArray(deliveryReports.id, parkedIds))
  return { applied: reports.length - unmatched.length, kept: kept.length, unmatched }
}

/** Some vendors tell the time to the minute, or by another clock: a report comes after its call. */
const notBefore = (report: Report, sentAt: Date): Report =>
  report.at < sentAt ? { ...report, at: sentAt } : report

type Change = { match: Match; next: Known }

const hasChanged = (was: Known, now: Known): boolean =>
  was.status !== now.status ||
  was.code !== now.code ||
  was.reportedAt?.getTime() !== now.reportedAt?.getTime()

async function writeMessages(tx: Tx, changes: Change[]): Promise<void> {
  if (changes.length === 0) return
  await tx.execute(sql`
    update messages m set status = v.status, code = v.code, reported_at = v.at, failure = null,
      submitted_at = coalesce(m.submitted_at, v.called_at)
    from unnest(${sql.param(changes.map(({ match }) => match.messageId))}::bigint[],
      ${sql.param(changes.map(({ match }) => match.createdAt.toISOString()))}::timestamptz[],
      ${sql.param(changes.map(({ next }) => next.status))}::text[],
      ${sql.param(changes.map(({ next }) => next.code))}::text[],
      ${sql.param(changes.map(({ next }) => next.reportedAt?.toISOString() ?? null))}::timestamptz[],
      ${sql.param(changes.map(({ match }) => match.calledAt.toISOString()))}::timestamptz[]
    ) v(id, created_at, status, code, at, called_at)
    where m.id = v.id and m.created_at = v.created_at`)
}

async function countMoves(tx: Tx, changes: Change[]): Promise<void> {
  const byBatch = Map.groupBy(changes, ({ match }) => match.batchId)
  for (const [batchId, moved] of byBatch) {
    const deltas = moved.flatMap(({ match, next }) =>
      moveDeltas({
        was: match.status,
        now: next.status,
        wasCode: match.code ?? '',
        nowCode: next.code ?? '',
        carrier: carrierOf(match.phone) ?? '',
        day: chinaDay(match.calledAt),
        messages: 1,
        segments: match.segments,
      }),
    )
    const channelId = moved[0]?.match.channelId as string
    await appendDeltas(tx, { batchId, channelId }, deltas)
  }
}

async function keepReports(
  tx: Tx,
  source: { channelId: string; callbackId: number },
  kept: { match: Match; report: Report }[],
): Promise<void> {
  if (kept.length === 0) return
  await tx.execute(sql`
    insert into delivery_reports (channel_id, callback_id, state, message_id, phone, delivered, code, at)
    select ${source.channelId}, ${source.callbackId}, 'kept', v.*
    from unnest(${sql.param(kept.map(({ match }) => match.messageId))}::bigint[],
      ${sql.param(kept.map(({ match }) => match.phone))}::text[],
      ${sql.param(kept.map(({ report }) => report.delivered))}::boolean[],
      ${sql.param(kept.map(({ report }) => report.code))}::text[],
      ${sql.param(kept.map(({ report }) => report.at.toISOString()))}::timestamptz[]
    ) v(message_id, phone, delivered, code, at)
    where not exists (
      select 1 from delivery_reports d
      where d.message_id = v.message_id and d.state = 'kept' and d.delivered = v.delivered
        and d.code = v.code and d.at = v.at)`)
}
