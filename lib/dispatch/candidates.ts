import { sql } from 'drizzle-orm'
import type { Tx } from '#db/client.ts'
import type { Limits } from '#lib/providers/contract.ts'
import { readSettings } from '#lib/settings/read-settings.ts'
import { isStoppedByOptOut, perDayOf } from '#lib/settings/rules.ts'
import { createCap } from './caps.ts'
import { chinaMidnight } from './china-today.ts'
import type { BatchInTurn, Candidate } from './types.ts'

/** Most rows looked at in one claim to find some that may go now, and enough to fill its calls. */
const lookAhead = 60_000

/**
 * The next queued messages of a batch in order, with whom we may not write to and whom not yet.
 * Those that must wait do not hold up the ones behind them: it then looks further. `isTail` says
 * that nothing is queued behind what it gives.
 */
export async function findCandidates(
  tx: Tx,
  batch: BatchInTurn,
  limits: Limits,
  ask: { most: number; isEnough: (free: Candidate[]) => boolean },
): Promise<{ candidates: Candidate[]; isTail: boolean }> {
  const rules = await readRules(tx, batch)
  const markCapped = await createCap(tx, batch, rules.perDay)
  const candidates: Candidate[] = []
  let most = ask.most
  for (let from = batch.nextId; ; from = (candidates.at(-1)?.id ?? from) + 1) {
    const page = await listCandidates(tx, batch, { from, most, optOuts: rules.optOuts })
    await markCapped(page)
    candidates.push(...page)
    await holdBack(tx, batch, limits, candidates)
    const isTail = page.length < most
    if (isTail || candidates.length >= lookAhead || isPlenty(candidates, limits, ask.isEnough)) {
      return { candidates, isTail }
    }
    most *= 2
  }
}

function isPlenty(
  candidates: Candidate[],
  limits: Limits,
  isEnough: (free: Candidate[]) => boolean,
): boolean {
  const free = candidates.filter(isFree)
  const hasHeld = candidates.some((one) => one.heldSeconds > 0)
  return (!hasHeld || free.length >= limits.recipientsPerCall) && isEnough(free)
}

/** What the console's settings say about the batch's category. */
async function readRules(tx: Tx, { template: { category } }: BatchInTurn) {
  const settings = await readSettings(tx)
  return { optOuts: isStoppedByOptOut(settings, category), perDay: perDayOf(settings, category) }
}

/** True when a message may go now. */
export const isFree = (one: Candidate): boolean => !one.stop && one.heldSeconds === 0

async function listCandidates(
  tx: Tx,
  batch: BatchInTurn,
  { from, most, optOuts }: { from: number; most: number; optOuts: boolean },
): Promise<Candidate[]> {
  const { rows } = await tx.execute<Record<string, unknown>>(sql`
    select m.id, m.phone, m.values, m.segments,
      case when b.phone is not null then 'blocklist'
           when ${optOuts} and o.phone is not null then 'opt_out' end as stop
    from (
      select id, phone, values, segments from messages
      where created_at = ${batch.createdAt} and id between ${from} and ${batch.lastId}
        and batch_id = ${batch.id} and status = 'queued'
      order by id limit ${most}
    ) m
    left join opt_outs o on o.phone = m.phone and o.undone_at is null
    left join blocklist b on b.phone = m.phone and b.undone_at is null
    order by m.id`)
  return rows.map(toCandidate)
}

const toCandidate = (row: Record<string, unknown>): Candidate => ({
  id: Number(row.id),
  phone: row.phone as string,
  values: row.values as string[],
  segments: Number(row.segments),
  stop: row.stop as Candidate['stop'],
  heldSeconds: 0,
})

/**
 * Marks those whom the channel wrote to too lately, or too often today (Asia/Shanghai), counting
 * the candidates before them: one file may hold a phone many times.
 */
async function holdBack(tx: Tx, batch: BatchInTurn, limits: Limits, candidates: Candidate[]) {
  const { perPhoneIntervalSeconds: interval = 0, accountDaily } = limits
  const daily = limits.perPhoneDaily?.[batch.template.category]
  if (!interval && !daily && !accountDaily) return
  // Two batches of one channel must not both see a phone as free.
  await tx.execute(sql`select pg_advisory_xact_lock(hashtext(${`phones:${batch.channel.id}`}))`)
  const tomorrow = await secondsToTomorrow(tx)
  const known = interval || daily ? await listLately(tx, batch, candidates) : new Map()
  let room = accountDaily ? accountDaily - (await countToday(tx, batch)) : Number.POSITIVE_INFINITY
  const taken = new Map<string, number>()
  for (const one of candidates) {
    const { ago, today } = known.get(one.phone) ?? { ago: Number.POSITIVE_INFINITY, today: 0 }
    const before = taken.get(one.phone) ?? 0
    const wait = before > 0 ? interval : interval - ago
    const isFull = room <= 0 || (daily !== undefined && today + before >= daily)
    one.heldSeconds = Math.max(0, wait, isFull ? tomorrow : 0)
    if (!isFree(one)) continue
    taken.set(one.phone, before + 1)
    room--
  }
}

async function secondsToTomorrow(tx: Tx): Promise<number> {
  const { rows } = await tx.execute<{ seconds: string }>(sql`
    select extract(epoch from ${chinaMidnight} + interval '1 day' - now()) as seconds`)
  return Number(rows[0]?.seconds)
}

/** Seconds since the channel last wrote to each phone, and how often it did today in this category. */
async function listLately(tx: Tx, batch: BatchInTurn, candidates: Candidate[]) {
  const { rows } = await tx.execute<Record<string, unknown>>(sql`
    select m.phone, extract(epoch from now() - max(s.created_at)) as ago,
      count(*) filter (where s.created_at >= ${chinaMidnight}
        and b.template->>'category' = ${batch.template.category}) as today
    from messages m
    join submissions s on s.id = m.submission_id and s.created_at > now() - interval '2 days'
    join batches b on b.id = m.batch_id
    where m.phone = any(${sql.param(candidates.map((one) => one.phone))}::text[])
      and m.channel_id = ${batch.channel.id} and m.created_at > now() - interval '31 days'
      and m.status not in ('queued', 'blocked', 'canceled', 'rejected')
    group by m.phone`)
  return new Map(
    rows.map((row) => [row.phone as string, { ago: Number(row.ago), today: Number(row.today) }]),
  )
}

/** How many recipients the channel's calls of today had; those certainly not taken do not count. */
async function countToday(tx: Tx, batch: BatchInTurn): Promise<number> {
  const { rows } = await tx.execute<{ n: string | null }>(sql`
    select sum(recipient_count) as n from submissions
    where channel_id = ${batch.channel.id} and created_at >= ${chinaMidnight}
      and state not in ('requeued', 'rejected')`)
  return Number(rows[0]?.n ?? 0)
}
