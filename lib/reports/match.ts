import { sql } from 'drizzle-orm'
import type { Tx } from '#db/client.ts'
import type { VendorEvent } from '#lib/providers/events.ts'
import type { Known } from './decide.ts'
import { findFits, keyOf } from './find-fits.ts'
import { gatherTwins, isMasked, shareOut } from './twins.ts'

export type ReportEvent = Extract<VendorEvent, { type: 'report' }>

/** Where reports come from: the channel whose address or query it was, and those on its account. */
export type ReportSource = {
  channelId: string
  callbackId: number
  account?: string[]
  /** Of reports that were parked, which are tried again: each one's. */
  parkedIds?: number[]
}

export type Match = Known & {
  messageId: number
  createdAt: Date
  submissionId: number
  batchId: string
  channelId: string
  /** When its call was claimed: the day it is counted on. */
  calledAt: Date
  /** No report of it can be older: its call, or the answer to it. */
  sentAt: Date
  phone: string
  segments: number
  reports: ReportEvent[]
}

export type Locked = Omit<Match, 'reports'>

export type Matched = {
  matches: Match[]
  unmatched: ReportEvent[]
  /** Further reports that were parked and are among the matches. */
  parkedIds: number[]
}

/**
 * Finds the messages of an account that reports are about and locks them, in order of id. A report
 * that fits two messages fits none: it stays unmatched, unless its like leaves no other end for both.
 */
export async function matchReports(
  tx: Tx,
  source: ReportSource,
  reports: ReportEvent[],
): Promise<Matched> {
  const fits = await findFits(tx, source.account ?? [source.channelId], reports)
  const ids = source.parkedIds ?? []
  const known = [...fits].map(([n, keys]) => {
    return { report: reports[n] as ReportEvent, keys, parkedId: ids[n] }
  })
  const sure = known.filter(({ keys }) => keys.length === 1)
  const unsure = known.filter(({ report, keys }) => keys.length > 1 && isMasked(report))
  const twins = await gatherTwins(tx, source, unsure)
  const locked = await lockMessages(tx, [
    ...new Set([...sure, ...twins].flatMap(({ keys }) => keys)),
  ])
  const shared = twins.flatMap((some) => shareOut(some, locked))
  const byName = new Map(locked.map((message) => [nameOf(message), message]))
  const all = [...sure.map(({ report, keys }) => ({ report, key: keys[0] })), ...shared]
  const given = all.filter(({ key = '' }) => byName.has(key))
  const byKey = Map.groupBy(given, ({ key }) => key)
  const found = new Set(given.map(({ report }) => report))
  return {
    matches: [...byName].flatMap(([name, message]) => {
      const some = byKey.get(name)
      return some ? [{ ...message, reports: some.map(({ report }) => report) }] : []
    }),
    unmatched: reports.filter((report) => !found.has(report)),
    parkedIds: shared.flatMap(({ parkedId }) => parkedId ?? []).filter((id) => !ids.includes(id)),
  }
}

const nameOf = ({ messageId, createdAt, submissionId }: Locked): string =>
  keyOf(messageId, createdAt, submissionId)

/** Not those that went out again between the search and the lock: another call has them now. */
async function lockMessages(tx: Tx, keys: string[]): Promise<Locked[]> {
  if (keys.length === 0) return []
  const parts = keys.map((key) => key.split('/') as [string, string, string])
  const { rows } = await tx.execute<Record<string, string>>(sql`
    select m.id, m.created_at, m.submission_id, m.batch_id, m.channel_id, m.phone, m.segments, m.status, m.code, m.reported_at,
      coalesce(s.created_at, m.created_at) as called_at,
      -- Up to the next millisecond, which is as fine as our reports are.
      date_trunc('milliseconds', greatest(s.created_at, m.submitted_at, m.created_at)
        + interval '999 microseconds') as sent_at
    from messages m
    join unnest(${sql.param(parts.map(([id]) => id))}::bigint[],
      ${sql.param(parts.map(([, at]) => at))}::timestamptz[],
      ${sql.param(parts.map(([, , call]) => call))}::bigint[]) v(id, created_at, submission_id)
      on m.id = v.id and m.created_at = v.created_at and m.submission_id = v.submission_id
    left join submissions s on s.id = m.submission_id
    order by m.id for update of m`)
  return rows.map((row) => ({
    messageId: Number(row.id),
    createdAt: new Date(row.created_at as string),
    submissionId: Number(row.submission_id),
    batchId: row.batch_id as string,
    channelId: row.channel_id as string,
    calledAt: new Date(row.called_at as string),
    sentAt: new Date(row.sent_at as string),
    phone: row.phone as string,
    segments: Number(row.segments),
    status: row.status as Known['status'],
    code: row.code ?? null,
    reportedAt: row.reported_at ? new Date(row.reported_at) : null,
  }))
}
