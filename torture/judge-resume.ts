import { sql } from 'drizzle-orm'
import type { Tally } from './tally.ts'
import type { World } from './world.ts'

/** Calls whose worker was killed: how long after that, or after the database was back, they were given up. */
export async function findSlowestResume(
  { ctx }: World,
  tally: Tally,
  limitMs: number,
): Promise<number> {
  const { rows } = await ctx.db.execute<{ worker: string; finished: string }>(sql`
    select worker, extract(epoch from finished_at) * 1000 as finished
    from submissions where detail like 'the worker that made this call ended%'`)
  let slowest = 0
  for (const row of rows) {
    const killed = tally.killedAt.get(Number(row.worker.split('/').at(-2)))
    if (killed === undefined) continue
    const finished = Number(row.finished)
    const outages = tally.outages.filter(({ to }) => to > killed && to < finished)
    const from = Math.max(killed, ...outages.map(({ to }) => to))
    slowest = Math.max(slowest, finished - from)
  }
  if (slowest > limitMs)
    tally.problems.push(`a killed call was given up after ${slowest / 1_000} s`)
  return slowest
}
