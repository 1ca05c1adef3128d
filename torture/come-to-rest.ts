import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'drizzle-orm'
import { readTail } from '#lib/runtime/progress.ts'
import { explainUnrest } from './explain-unrest.ts'
import { tidyUp } from './operate.ts'
import { type Place, setCallSize } from './supply.ts'
import type { Tally } from './tally.ts'
import { isTransient } from './transient.ts'
import type { World } from './world.ts'

/** What is still under way; all zero when everything has been done that can be. */
type Unrest = {
  calls: number
  batches: number
  drafts: number
  reports: number
  deltas: number
  parked: number
  pushes: number
}

/** Lets everything come to its end with one worker and no more faults; says what did not. */
export async function comeToRest(
  world: World,
  tally: Tally,
  places: Place[],
  limitMs: number,
): Promise<void> {
  world.sandbox.control.clearFaults()
  world.proxy.go()
  for (const place of places) await setCallSize(world, place.channelId, 200)
  const until = Date.now() + limitMs
  let unrest: Unrest | undefined
  while (Date.now() < until) {
    unrest = await look(world, tally, places).catch((error: unknown) => {
      if (!isTransient(error)) throw error
      return undefined
    })
    if (unrest && Object.values(unrest).every((count) => count === 0)) return
    await sleep(250)
  }
  const why = await explainUnrest(world.ctx.db)
  tally.problems.push(
    `not at rest after ${limitMs / 1_000} s: ${JSON.stringify(unrest)}\n${why}`,
    `the steady worker says: ${tally.steadyLog ? readTail(tally.steadyLog, 5).slice(-3_000) : ''}`,
  )
}

async function look(world: World, tally: Tally, places: Place[]): Promise<Unrest> {
  const { ctx, sandbox } = world
  await tidyUp(world, tally, places)
  // A vendor that waits half a minute before it pushes again is asked to do so now.
  const waiting = await sandbox.control.flush('infocloud')
  const { rows } = await ctx.db.execute<Omit<Unrest, 'pushes'>>(sql`
    select (select count(*)::int from submissions where state = 'submitting') as calls,
      (select count(*)::int from batches where state in ('sending', 'paused', 'scheduled')) as batches,
      (select count(*)::int from batches where state = 'draft' and import_state = 'running') as drafts,
      (select count(*)::int from raw_callbacks where state = 'received') as reports,
      (select count(*)::int from count_deltas) as deltas,
      (select count(*)::int from delivery_reports d join submissions s on s.reference = d.reference
        where d.state = 'parked') as parked`)
  const [found] = rows
  if (!found) throw new Error('nothing was counted')
  return { ...found, pushes: waiting.infocloud ?? 0 }
}
