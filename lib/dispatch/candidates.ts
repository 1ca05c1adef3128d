import { sql } from 'drizzle-orm'
import type { Tx } from '#db/client.ts'
import type { Limits } from '#lib/providers/contract.ts'
import type { BatchInTurn, ClaimedMessage } from './types.ts'

export type Candidate = ClaimedMessage & {
  /** Why it may never be sent; null when it may. */
  stop: 'opt_out' | 'blocklist' | null
  /** Seconds until the channel's limits per phone let it go; 0 for now. */
  heldSeconds: number
}

/** The next queued messages of a batch in order, with whom we may not write to and whom not yet. */
export async function listCandidates(
  tx: Tx,
  batch: BatchInTurn,
  limits: Limits,
  most: number,
): Promise<Candidate[]> {
  const optOutsCount = batch.template.category === 'marketing'
  const { rows } = await tx.execute<Record<string, unknown>>(sql`
    select m.id, m.phone, m.values, m.segments,
      case when b.phone is not null then 'blocklist'
           when ${optOutsCount} and o.phone is not null then 'opt_out' end as stop
    from (
      select id, phone, values, segments from messages
      where created_at = ${batch.createdAt} and id between ${batch.nextId} and ${batch.lastId}
        and batch_id = ${batch.id} and status = 'queued'
      order by id limit ${most}
    ) m
    left join opt_outs o on o.phone = m.phone and o.undone_at is null
    left join blocklist b on b.phone = m.phone and b.undone_at is null
    order by m.id`)
  const candidates = rows.map(toCandidate)
  if (limits.perPhoneIntervalSeconds || limits.perPhoneDaily?.[batch.template.category]) {
    await holdBack(tx, batch, limits, candidates)
  }
  return candidates
}

const toCandidate = (row: Record<string, unknown>): Candidate => ({
  id: Number(row.id),
  phone: row.phone as string,
  values: row.values as string[],
  segments: Number(row.segments),
  stop: row.stop as Candidate['stop'],
  heldSeconds: 0,
})

/** Marks those whom the channel wrote to too lately, or too often today (Asia/Shanghai). */
async function holdBack(tx: Tx, batch: BatchInTurn, limits: Limits, candidates: Candidate[]) {
  // Two batches of one channel must not both see a phone as free.
  await tx.execute(sql`select pg_advisory_xact_lock(hashtext(${`phones:${batch.channel.id}`}))`)
  const { category } = batch.template
  const { rows } = await tx.execute<Record<string, unknown>>(sql`
    select m.phone, extract(epoch from now() - max(s.created_at)) as ago,
      count(*) filter (where s.created_at >= date_trunc('day', now() at time zone 'Asia/Shanghai')
        at time zone 'Asia/Shanghai' and b.template->>'category' = ${category}) as today,
      extract(epoch from (date_trunc('day', now() at time zone 'Asia/Shanghai') + interval '1 day')
        at time zone 'Asia/Shanghai' - now()) as tomorrow
    from messages m
    join submissions s on s.id = m.submission_id and s.created_at > now() - interval '2 days'
    join batches b on b.id = m.batch_id
    where m.phone = any(${sql.param(candidates.map((one) => one.phone))}::text[])
      and m.channel_id = ${batch.channel.id} and m.created_at > now() - interval '31 days'
      and m.status not in ('queued', 'blocked', 'canceled', 'rejected')
    group by m.phone`)
  const known = new Map(rows.map((row) => [row.phone as string, row]))
  const daily = limits.perPhoneDaily?.[category]
  for (const one of candidates) {
    const row = known.get(one.phone)
    if (!row) continue
    const interval = (limits.perPhoneIntervalSeconds ?? 0) - Number(row.ago)
    const day = daily && Number(row.today) >= daily ? Number(row.tomorrow) : 0
    one.heldSeconds = Math.max(0, interval, day)
  }
}
