import { sql } from 'drizzle-orm'
import type { Tx } from '#db/client.ts'
import type { VendorEvent } from '#lib/providers/events.ts'
import { getProvider, vendors } from '#lib/providers/registry.ts'
import type { Known } from './decide.ts'

/**
 * Of these vendors a report may be about a call whose answer never came: nothing names it. While
 * two messages to its phone could have it, it stays parked. What another system sends on the account,
 * or the call before a person had a message sent again, cannot be told apart.
 */
const matchedByPhone = vendors.filter((vendor) => getProvider(vendor).matchesUnknownByPhone)

export type ReportEvent = Extract<VendorEvent, { type: 'report' }>

export type Match = Known & {
  messageId: number
  createdAt: Date
  batchId: string
  channelId: string
  /** When its call was claimed: the day it is counted on. */
  calledAt: Date
  /** No report of it can be older: its call, or the answer to it. */
  sentAt: Date
  phone: string
  segments: number
  /** Places of its reports in the list that was asked for. */
  events: number[]
}

/**
 * Finds the messages of some channels that reports are about and locks them, in order of id. A
 * report that fits two messages fits none: it stays unmatched.
 */
export async function matchReports(
  tx: Tx,
  channelIds: string[],
  reports: ReportEvent[],
): Promise<Match[]> {
  const pairs = await findPairs(tx, channelIds, reports)
  const messageOf = new Map<number, string>()
  const ambiguous = new Set<number>()
  for (const { n, key } of pairs) {
    if (messageOf.has(n) && messageOf.get(n) !== key) ambiguous.add(n)
    messageOf.set(n, key)
  }
  for (const n of ambiguous) messageOf.delete(n)
  const eventsOf = Map.groupBy(messageOf, ([, key]) => key)
  const locked = await lockMessages(tx, [...eventsOf.keys()])
  return locked.map((match) => ({
    ...match,
    events: (eventsOf.get(keyOf(match.messageId, match.createdAt)) ?? []).map(([n]) => n),
  }))
}

const keyOf = (id: number, createdAt: Date): string => `${id}/${createdAt.toISOString()}`

async function findPairs(tx: Tx, channelIds: string[], reports: ReportEvent[]) {
  const ours = sql`any(${sql.param(channelIds)}::uuid[])`
  const column = (pick: (report: ReportEvent) => string | undefined) =>
    sql.param(reports.map((report) => pick(report) ?? null))
  const { rows } = await tx.execute<{ n: string; id: string; created_at: string }>(sql`
    with r as (
      select * from unnest(${column((one) => one.keys.reference)}::text[],
        ${column((one) => one.keys.submissionId)}::text[],
        ${column((one) => one.keys.vendorMessageId)}::text[],
        ${column((one) => one.phone)}::text[],
        ${column((one) => one.at.toISOString())}::timestamptz[])
        with ordinality r(reference, call_id, message_id, phone, at, n)
    ), s as (
      select r.n, r.phone, s.id, s.messages_created_at, s.first_id, s.last_id, s.recipient_count
      from r join submissions s on s.reference = r.reference and s.channel_id = ${ours}
      union
      select r.n, r.phone, s.id, s.messages_created_at, s.first_id, s.last_id, s.recipient_count
      from r join submissions s on s.vendor_submission_id = r.call_id and s.channel_id = ${ours}
    )
    select s.n, m.id, m.created_at from s join messages m
      on m.created_at = s.messages_created_at and m.phone = s.phone and m.submission_id = s.id
    union
    select s.n, m.id, m.created_at from s join messages m
      on s.phone like '%*%' and m.phone like translate(s.phone, '*', '_') and m.submission_id = s.id
      and m.created_at = s.messages_created_at and m.id between s.first_id and s.last_id
    union
    select s.n, m.id, m.created_at from s join messages m
      on s.phone is null and s.recipient_count = 1 and m.created_at = s.messages_created_at
      and m.id = s.first_id and m.submission_id = s.id
    union
    select r.n, m.id, m.created_at from r
      -- One phone at a time: joined, a guess of how many are unknown may read all messages for each.
      cross join lateral (
        select m.id, m.created_at from messages m
          join submissions lost on lost.id = m.submission_id and lost.vendor_submission_id is null
            and lost.created_at < r.at + interval '1 minute'
        where m.phone = r.phone and m.status = 'unknown' and m.channel_id = ${ours} and not exists (
          select 1 from messages other join submissions its on its.id = other.submission_id
          where other.phone = r.phone and other.channel_id = ${ours} and other.id <> m.id
            and other.status <> 'rejected' and other.reported_at is null and its.vendor_submission_id is null
            and (other.status in ('submitting', 'unknown') or its.created_at > r.at - interval '73 hours'))
        offset 0) m
    where exists (
      select 1 from channels c where c.id = ${ours} and c.vendor = any(${sql.param(matchedByPhone)}::text[]))
    and not exists (
      select 1 from submissions known where known.vendor_submission_id = r.call_id and known.channel_id = ${ours})
    union
    select r.n, m.id, m.created_at from r join messages m
      on m.vendor_message_id = r.message_id and m.channel_id = ${ours}
      and (r.phone is null or m.phone = r.phone)`)
  return rows.map((row) => ({
    n: Number(row.n) - 1,
    key: keyOf(Number(row.id), new Date(row.created_at)),
  }))
}

async function lockMessages(tx: Tx, keys: string[]): Promise<Omit<Match, 'events'>[]> {
  if (keys.length === 0) return []
  const parts = keys.map((key) => key.split('/') as [string, string])
  const { rows } = await tx.execute<Record<string, string>>(sql`
    select m.id, m.created_at, m.batch_id, m.channel_id, m.phone, m.segments, m.status, m.code, m.reported_at,
      coalesce(s.created_at, m.created_at) as called_at,
      -- Up to the next millisecond, which is as fine as our reports are.
      date_trunc('milliseconds', greatest(s.created_at, m.submitted_at, m.created_at)
        + interval '999 microseconds') as sent_at
    from messages m
    join unnest(${sql.param(parts.map(([id]) => id))}::bigint[],
      ${sql.param(parts.map(([, at]) => at))}::timestamptz[]) v(id, created_at)
      on m.id = v.id and m.created_at = v.created_at
    left join submissions s on s.id = m.submission_id
    order by m.id for update of m`)
  return rows.map((row) => ({
    messageId: Number(row.id),
    createdAt: new Date(row.created_at as string),
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
