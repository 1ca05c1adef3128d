import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'drizzle-orm'
import { abortBatch } from '#lib/batches/abort.ts'
import { pauseBatch } from '#lib/batches/pause.ts'
import { resumeBatch } from '#lib/batches/resume.ts'
import type { Chance } from './chance.ts'
import { type Place, registerPushes, type Stranger } from './places.ts'
import { pushAstray, sendForeign } from './push-foreign.ts'
import { settleSome } from './settle-some.ts'
import { confirmRead, discardHalfRead } from './supply.ts'
import { supplyMore } from './supply-more.ts'
import { add, type Tally } from './tally.ts'
import { describeError, isTransient } from './transient.ts'
import type { World } from './world.ts'

export type Operation = {
  places: Place[]
  strangers: Stranger[]
  recipientLimit: number
  /** Recipients queued before another batch comes. */
  queueLow: number
  /** Then no batch comes any more, so that little is queued when the faults end. */
  supplyUntil: number
}

/** What people do meanwhile: new batches, pause, resume, abort, and settling what is unknown. */
export async function operate(
  world: World,
  tally: Tally,
  chances: { supply: Chance; acts: Chance },
  operation: Operation & { signal: AbortSignal },
): Promise<void> {
  const { places, recipientLimit, supplyUntil, signal } = operation
  let given = 0
  for (let turn = 0; !signal.aborted; turn++) {
    await attempt(tally, () => tidyUp(world, tally, places))
    if (given < recipientLimit && Date.now() < supplyUntil) {
      given += await attempt(tally, () => supplyMore(world, tally, chances.supply, operation))
    }
    if (turn % 5 === 4) await attempt(tally, () => actOnce(world, tally, chances.acts, operation))
    await sleep(300)
  }
}

/** Does it, or not when the database is away; what else goes wrong is a problem. */
async function attempt(tally: Tally, act: () => Promise<number>): Promise<number> {
  try {
    return await act()
  } catch (error) {
    if (!isTransient(error)) tally.problems.push(`the operator met ${describeError(error)}`)
    return 0
  }
}

/** Lets what stopped go on: batches that paused themselves, and pushes that the vendor gave up. */
export async function tidyUp(world: World, tally: Tally, places: Place[]): Promise<number> {
  await discardHalfRead(world)
  await confirmRead(world)
  const paused = await listBatches(world, 'paused', 50)
  for (const batchId of paused) await resumeBatch(world.ctx, { batchId })
  add(tally.acts, 'resumed', paused.length)
  for (const place of places) {
    if (!place.isPushedTo || !isStopped(world, place.vendor)) continue
    await registerPushes(world, place)
    add(tally.acts, 'pushes registered again')
  }
  return paused.length
}

type Pushes = { vendors: Record<string, { pushes: Record<string, { stopped: boolean }> }> }

function isStopped({ sandbox }: World, vendor: string): boolean {
  const { vendors } = sandbox.control.state() as Pushes
  return Object.values(vendors[vendor]?.pushes ?? {}).some((one) => one.stopped)
}

async function listBatches({ ctx }: World, state: string, limit: number): Promise<string[]> {
  const { rows } = await ctx.db.execute<{ id: string }>(
    sql`select id from batches where state = ${state} order by created_at, id limit ${limit}`,
  )
  return rows.map((row) => row.id)
}

async function actOnce(
  world: World,
  tally: Tally,
  chance: Chance,
  { places, strangers }: Operation,
): Promise<number> {
  const drawn = chance.next()
  const [place, stranger] = [chance.pick(places), chance.pick(strangers)]
  if (drawn < 0.2) {
    const [batchId] = await listBatches(world, 'sending', 1)
    if (batchId) await (drawn < 0.04 ? abortBatch : pauseBatch)(world.ctx, { batchId })
    add(tally.acts, drawn < 0.04 ? 'aborted' : 'paused', batchId ? 1 : 0)
  } else if (drawn < 0.3) await sendForeign(world, tally, place)
  else if (drawn < 0.4) await pushAstray(world, tally, stranger)
  else await settleSome(world, tally, places)
  return 0
}
