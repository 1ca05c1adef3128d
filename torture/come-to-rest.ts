import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'drizzle-orm'
import { readTail } from '#lib/runtime/progress.ts'
import { repeatPushes } from './break-vendor.ts'
import { explainUnrest } from './explain-unrest.ts'
import { tidyUp } from './operate.ts'
import type { Place } from './places.ts'
import { setCallSize } from './supply.ts'
import { sum, type Tally } from './tally.ts'
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
/** `isShort`: neither batches nor parked reports wait for their next try, which is ever further off. */
type Limits = { limitMs: number; isShort: boolean }

/** Lets everything come to its end with one worker and no more faults; says what did not. */
export async function comeToRest(
  world: World,
  tally: Tally,
  places: Place[],
  { limitMs, isShort }: Limits,
): Promise<void> {
  world.sandbox.control.clearFaults()
  repeatPushes(world, places)
  world.proxy.go()
  for (const place of places) await setCallSize(world, place.channelId, 100)
  const until = Date.now() + limitMs
  let unrest: Unrest | undefined
  while (Date.now() < until) {
    const seen = isShort
      ? hurry(world).then(() => look(world, tally, places))
      : look(world, tally, places)
    unrest = await seen.catch((error: unknown) => {
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

async function hurry({ ctx: { db } }: World): Promise<void> {
  await db.execute(sql`update delivery_reports set retry_at = now() where state = 'parked'`)
  await db.execute(sql`update batches set retry_at = now() where retry_at > now()`)
}

async function look(world: World, tally: Tally, places: Place[]): Promise<Unrest> {
  const { ctx, sandbox } = world
  await tidyUp(world, tally, places)
  // A vendor that waits half a minute before it pushes again is asked to do so now.
  const waiting = new Map<string, number>()
  for (const { vendor, isPushedTo } of places) {
    if (isPushedTo) waiting.set(vendor, (await sandbox.control.flush(vendor))[vendor] ?? 0)
  }
  const ours = sql`any(${sql.param(places.map((place) => place.channelId))}::uuid[])`
  const { rows } = await ctx.db.execute<Omit<Unrest, 'pushes'>>(sql`
    select (select count(*)::int from submissions where state = 'submitting') as calls,
      (select count(*)::int from batches where state in ('sending', 'paused', 'scheduled')) as batches,
      (select count(*)::int from batches where state = 'draft' and import_state = 'running') as drafts,
      (select count(*)::int from raw_callbacks where state = 'received') as reports,
      (select count(*)::int from count_deltas) as deltas,
      (select count(*)::int from delivery_reports d where d.state = 'parked' and d.channel_id = ${ours}
        and exists (select 1 from messages m where m.phone = d.phone and m.channel_id = ${ours}
          and m.status in ('submitting', 'submitted', 'unknown', 'unreported'))) as parked`)
  const [found] = rows
  if (!found) throw new Error('nothing was counted')
  return { ...found, pushes: sum(waiting) }
}
