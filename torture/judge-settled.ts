import { sql } from 'drizzle-orm'
import { getProvider } from '#lib/providers/registry.ts'
import { countMoves, type SeenMove } from './moves.ts'
import type { Tally } from './tally.ts'
import type { World } from './world.ts'

/** How often a message became unknown, and how it was settled. */
export type Settled = {
  ambiguous: number
  /** The calls that carried them. */
  calls: number
  byReport: number
  /** The vendor was asked; a late answer of such a vendor is among them. */
  byFindOutcome: number
  byLateAnswer: number
  arrivedByPerson: number
  sentAgainByPerson: number
  left: number
}

/** Nothing but these settles what is unknown, and nothing but a person sends it again. */
export async function judgeSettled(
  { ctx }: World,
  tally: Tally,
  seen: SeenMove[],
): Promise<Settled> {
  const { rows } = await ctx.db.execute<Record<'arrived' | 'again' | 'left' | 'calls', number>>(sql`
    select count(*) filter (where details->>'after' = 'delivered')::int as arrived,
      count(*) filter (where details->>'after' = 'queued')::int as again,
      (select count(*)::int from messages where status = 'unknown') as left,
      (select count(*)::int from submissions where failure in ('outcome_unknown', 'bad_response')) as calls
    from audit_entries where action = 'message.settle'`)
  const { arrived = 0, again = 0, left = 0, calls = 0 } = rows[0] ?? {}
  const canAsk = ({ vendor }: SeenMove) => getProvider(vendor).findOutcome !== undefined
  const settledBy = (isMeant: (move: SeenMove) => boolean) =>
    countMoves(seen, (move) => move.was === 'unknown' && isMeant(move))
  const isAnswer = ({ now }: SeenMove) => now === 'submitted' || now === 'rejected'
  const ambiguous = countMoves(seen, ({ now }) => now === 'unknown')
  const back = settledBy(({ now }) => now === 'queued')
  if (back !== again)
    tally.problems.push(`${back} unknown ones were queued again, ${again} by a person`)
  const out = settledBy(() => true)
  if (ambiguous !== out + left)
    tally.problems.push(`${ambiguous} became unknown, ${out} were settled and ${left} are left`)
  return {
    ambiguous,
    calls,
    byReport: settledBy(({ now }) => now === 'delivered' || now === 'failed') - arrived,
    byFindOutcome: settledBy((move) => isAnswer(move) && canAsk(move)),
    byLateAnswer: settledBy((move) => isAnswer(move) && !canAsk(move)),
    arrivedByPerson: arrived,
    sentAgainByPerson: again,
    left,
  }
}
