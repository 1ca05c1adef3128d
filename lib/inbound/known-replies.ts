import { sql } from 'drizzle-orm'
import type { Tx } from '#db/client.ts'
import type { VendorEvent } from '#lib/providers/events.ts'

/** A reply by its name with its time, and by its name without one. */
type Named = Extract<VendorEvent, { type: 'reply' }> & { fingerprint: string; undated: string }

/** So long a reply without a time of its own is taken for one that says the same. */
const window = sql`interval '31 days'`

/**
 * Gives replies that were stored without a time the time under which they come now, so that they
 * are not stored again. What came a day later, or after the opt-out that it was had been undone,
 * is another.
 */
export async function dateKnown(tx: Tx, replies: Named[]): Promise<void> {
  const dated = replies.filter((one) => !one.isUndated)
  if (dated.length === 0) return
  await tx.execute(sql`
    update inbound_messages i set at = v.at, fingerprint = v.fingerprint
    from unnest(${sql.param(dated.map((one) => one.undated))}::text[],
      ${sql.param(dated.map((one) => one.fingerprint))}::text[],
      ${sql.param(dated.map((one) => one.at.toISOString()))}::timestamptz[]) v(undated, fingerprint, at)
    where i.fingerprint = v.undated and i.received_at > now() - ${window}
      and v.at < i.received_at + interval '1 day'
      and not exists (select 1 from inbound_messages k where k.fingerprint = v.fingerprint)
      and not exists (select 1 from opt_outs o where o.inbound_id = i.id and o.undone_at < v.at)`)
}

/**
 * Replies without those that bear no time and say what the account stored of that phone lately,
 * with a time or without. Their name is free again for the rest.
 */
export async function dropKnown<T extends Named>(
  tx: Tx,
  account: string[],
  replies: T[],
): Promise<T[]> {
  const asked = replies.filter((one) => one.isUndated)
  if (asked.length === 0) return replies
  const { rows } = await tx.execute<{ n: string }>(sql`
    select v.n from unnest(${sql.param(asked.map((one) => one.phone))}::text[],
      ${sql.param(asked.map((one) => one.content))}::text[]) with ordinality v(phone, content, n)
    where exists (
      select 1 from inbound_messages i
      where i.phone = v.phone and i.content = v.content and i.received_at > now() - ${window}
        and i.channel_id = any(${sql.param(account)}::uuid[]))`)
  const known = new Set(rows.map(({ n }) => asked[Number(n) - 1] as T))
  await tx.execute(sql`
    update inbound_messages set fingerprint = fingerprint || '/' || id
    where received_at <= now() - ${window}
      and fingerprint = any(${sql.param(asked.map((one) => one.undated))}::text[])`)
  return replies.filter((one) => !known.has(one))
}
