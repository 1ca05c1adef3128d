import { sql } from 'drizzle-orm'
import type { Executor, Tx } from '#db/client.ts'
import type { TemplateLimits } from '#lib/providers/contract.ts'
import { chinaMidnight, isOfToday } from './china-today.ts'
import { isSentCall } from './counts-as-sent.ts'
import type { LimitScope } from './limit-scope.ts'
import { quietUntil } from './quiet-hours.ts'

/** When a template's hours let it go again; undefined when they do at `at`. */
export const outsideHoursUntil = ({ hours }: TemplateLimits, at: Date): Date | undefined =>
  hours && quietUntil({ from: hours.to, to: hours.from }, at)

/**
 * How many calls a template may still make today (Asia/Shanghai). Whoever asks is the only one
 * until its transaction ends.
 */
export async function callsLeft(
  tx: Tx,
  { callsDaily }: TemplateLimits,
  { templateIds }: LimitScope,
): Promise<number> {
  if (callsDaily === undefined) return Number.POSITIVE_INFINITY
  await tx.execute(sql`select pg_advisory_xact_lock(hashtext(${`template:${templateIds[0]}`}))`)
  return Math.max(0, callsDaily - (await countCallsToday(tx, templateIds)))
}

/** Calls of today with some templates; those certainly not taken do not count. */
export async function countCallsToday(db: Executor, templateIds: string[]): Promise<number> {
  const { rows } = await db.execute<{ n: string }>(sql`
    select count(*) as n from batches b join submissions s on s.batch_id = b.id
    where b.template_id = any(${sql.param(templateIds)}::uuid[])
      and (b.finished_at is null or ${isOfToday(sql`b.finished_at`)})
      and ${isOfToday(sql`s.created_at`)} and ${isSentCall}`)
  return Number(rows[0]?.n)
}

/** The next midnight in Asia/Shanghai. */
export async function nextChinaDay(db: Executor): Promise<Date> {
  const { rows } = await db.execute<{ at: string }>(
    sql`select ${chinaMidnight} + interval '1 day' as at`,
  )
  return new Date(rows[0]?.at ?? Number.NaN)
}
