import { sql } from 'drizzle-orm'
import type { Tx } from '#db/client.ts'
import { getProvider, vendors } from '#lib/providers/registry.ts'
import type { ReportEvent } from './match.ts'

/**
 * Of these vendors a report may be about a call whose answer never came: nothing names it. While
 * two messages to its phone could have it, it stays parked. What another system sends on the account,
 * or the call before a person had a message sent again, cannot be told apart.
 */
const matchedByPhone = vendors.filter((vendor) => getProvider(vendor).matchesUnknownByPhone)

/** A message by id, partition and call: of another call of it the report says nothing. */
export const keyOf = (id: number, createdAt: Date, submissionId: number): string =>
  `${id}/${createdAt.toISOString()}/${submissionId}`

/** The messages of some channels that each report fits, by its place in the list; none has no entry. */
export async function findFits(
  tx: Tx,
  channelIds: string[],
  reports: ReportEvent[],
): Promise<Map<number, string[]>> {
  if (reports.length === 0) return new Map()
  const fits = new Map<number, Set<string>>()
  for (const { n, key } of await findPairs(tx, channelIds, reports))
    fits.set(n, (fits.get(n) ?? new Set()).add(key))
  return new Map([...fits].map(([n, keys]) => [n, [...keys].sort()]))
}

async function findPairs(tx: Tx, channelIds: string[], reports: ReportEvent[]) {
  const ours = sql`any(${sql.param(channelIds)}::uuid[])`
  const column = (pick: (report: ReportEvent) => string | undefined) =>
    sql.param(reports.map((report) => pick(report) ?? null))
  const { rows } = await tx.execute<
    Record<'n' | 'id' | 'created_at' | 'submission_id', string>
  >(sql`
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
    select s.n, m.id, m.created_at, m.submission_id from s join messages m
      on m.created_at = s.messages_created_at and m.phone = s.phone and m.submission_id = s.id
    union
    select s.n, m.id, m.created_at, m.submission_id from s join messages m
      on s.phone like '%*%' and m.phone like translate(s.phone, '*', '_') and m.submission_id = s.id
      and m.created_at = s.messages_created_at and m.id between s.first_id and s.last_id
    union
    select s.n, m.id, m.created_at, m.submission_id from s join messages m
      on s.phone is null and s.recipient_count = 1 and m.created_at = s.messages_created_at
      and m.id = s.first_id and m.submission_id = s.id
    union
    select r.n, m.id, m.created_at, m.submission_id from r
      -- One phone at a time: joined, a guess of how many are unknown may read all messages for each.
      cross join lateral (
        select m.id, m.created_at, m.submission_id from messages m
          join submissions lost on lost.id = m.submission_id and lost.vendor_submission_id is null
            and lost.created_at < r.at + interval '1 minute'
        where m.phone = r.phone and m.status in ('unknown', 'queued') and m.channel_id = ${ours} and not exists (
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
    select r.n, m.id, m.created_at, m.submission_id from r join messages m
      on m.vendor_message_id = r.message_id and m.submission_id is not null and m.channel_id = ${ours}
      and (r.phone is null or m.phone = r.phone)`)
  return rows.map((row) => ({
    n: Number(row.n) - 1,
    key: keyOf(Number(row.id), new Date(row.created_at), Number(row.submission_id)),
  }))
}
