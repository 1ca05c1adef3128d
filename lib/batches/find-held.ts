import { sql } from 'drizzle-orm'
import type { Executor } from '#db/client.ts'
import type { Limits } from '#lib/providers/contract.ts'
import type { CheckSummary, FrozenTemplate } from './types.ts'

type Rows = {
  id: string
  createdAt: Date
  firstId: number
  lastId: number
  template: FrozenTemplate
}

/** What of a checked file the channel's limits per phone will hold back for a while, as warnings. */
export async function findHeld(
  tx: Executor,
  { id, createdAt, firstId, lastId, template }: Rows,
  limits: Limits,
): Promise<CheckSummary['warnings']> {
  const daily = limits.perPhoneDaily?.[template.category]
  const seconds = limits.perPhoneIntervalSeconds
  if (daily === undefined && seconds === undefined) return []
  const { rows } = await tx.execute<{ again: string; beyond: string }>(sql`
    select coalesce(sum(n - 1), 0) as again,
      coalesce(sum(greatest(0, n - ${daily ?? 2_147_483_647}::bigint)), 0) as beyond
    from (select count(*) as n from messages
      where created_at = ${createdAt} and batch_id = ${id} and id between ${firstId} and ${lastId}
      group by phone having count(*) > 1) repeated`)
  const [again, beyond] = [Number(rows[0]?.again), Number(rows[0]?.beyond)]
  return [
    ...(seconds && again > 0 ? [{ code: 'held_interval', params: { count: again, seconds } }] : []),
    ...(daily && beyond > 0 ? [{ code: 'held_daily', params: { count: beyond, daily } }] : []),
  ]
}
