import { sql } from 'drizzle-orm'
import type { Executor, Tx } from '#db/client.ts'
import type { Limits } from '#lib/providers/contract.ts'
import type { Category } from '#lib/providers/vocabulary.ts'
import { chinaMidnight, isOfToday } from './china-today.ts'
import { isSentCall, isSentMessage, oldestOnItsWay } from './counts-as-sent.ts'
import { countedWith, countsPeople, type LimitScope } from './limit-scope.ts'
import { ofCategories } from './sent-today.ts'
import type { BatchInTurn, Candidate } from './types.ts'

/** True when a message may go now. */
export const isFree = (one: Candidate): boolean => !one.stop && one.heldSeconds === 0

/**
 * Marks those whom the account wrote to too lately, or too often today (Asia/Shanghai), counting
 * the candidates before them: one file may hold a phone many times.
 */
export async function holdBack(
  tx: Tx,
  batch: BatchInTurn,
  { limits, scope }: { limits: Limits; scope: LimitScope | undefined },
  candidates: Candidate[],
): Promise<void> {
  if (!scope || !countsPeople(limits)) return
  // Two batches of one account must not both see a phone as free.
  await tx.execute(sql`select pg_advisory_xact_lock(hashtext(${`phones:${scope.channelIds[0]}`}))`)
  const { perPhoneIntervalSeconds: interval = 0, accountDaily } = limits
  const { category } = batch.template
  const most = limits.perPhoneDaily?.[category] ?? Number.POSITIVE_INFINITY
  const mostOfTemplate = limits.template?.perPhoneDaily ?? Number.POSITIVE_INFINITY
  const tomorrow = await secondsToTomorrow(tx)
  const counts = interval > 0 || Math.min(most, mostOfTemplate) < Number.POSITIVE_INFINITY
  const known = counts
    ? await listLately(tx, countedWith(limits, category), scope, candidates)
    : new Map<string, Lately>()
  let room = accountDaily
    ? accountDaily - (await countAccountToday(tx, scope))
    : Number.POSITIVE_INFINITY
  const taken = new Map<string, number>()
  for (const one of candidates) {
    const { ago, today, ofTemplate } = known.get(one.phone) ?? never
    const before = taken.get(one.phone) ?? 0
    const wait = before > 0 ? interval : interval - ago
    const isFull = room <= 0 || today + before >= most || ofTemplate + before >= mostOfTemplate
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

/**
 * Seconds since the last call with a phone ended, because only until then its vendor may have taken
 * it; and how often it was written to today: in the categories, with the template.
 */
type Lately = { ago: number; today: number; ofTemplate: number }
const never: Lately = { ago: Number.POSITIVE_INFINITY, today: 0, ofTemplate: 0 }

async function listLately(
  tx: Tx,
  categories: Category[],
  { channelIds, templateIds }: LimitScope,
  candidates: Candidate[],
): Promise<Map<string, Lately>> {
  const isToday = isOfToday(sql`s.created_at`)
  const { rows } = await tx.execute<Record<string, unknown>>(sql`
    select m.phone, extract(epoch from now() - max(coalesce(s.finished_at, now()))) as ago,
      count(*) filter (where ${isToday} and ${ofCategories(categories)}) as today,
      count(*) filter (where ${isToday} and b.template_id = any(${sql.param(templateIds)}::uuid[])) as of_template
    from messages m
    join submissions s on s.id = m.submission_id and s.created_at > now() - interval '2 days'
    join batches b on b.id = m.batch_id
    where m.phone = any(${sql.param(candidates.map((one) => one.phone))}::text[])
      and m.channel_id = any(${sql.param(channelIds)}::uuid[])
      and m.created_at >= ${oldestOnItsWay}
      and ${isSentMessage}
    group by m.phone`)
  return new Map(
    rows.map((row) => [
      row.phone as string,
      { ago: Number(row.ago), today: Number(row.today), ofTemplate: Number(row.of_template) },
    ]),
  )
}

/** How many recipients the account's calls of today had; those certainly not taken do not count. */
export async function countAccountToday(db: Executor, { channelIds }: LimitScope): Promise<number> {
  const { rows } = await db.execute<{ n: string | null }>(sql`
    select sum(s.recipient_count) as n from submissions s
    where s.channel_id = any(${sql.param(channelIds)}::uuid[])
      and ${isOfToday(sql`s.created_at`)} and ${isSentCall}`)
  return Number(rows[0]?.n ?? 0)
}
