import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'drizzle-orm'
import { abortBatch } from '#lib/batches/abort.ts'
import { pauseBatch } from '#lib/batches/pause.ts'
import { resumeBatch } from '#lib/batches/resume.ts'
import { settleMessage } from '#lib/messages/settle-message.ts'
import type { Chance } from './chance.ts'
import { pushForeign } from './push-foreign.ts'
import { confirmRead, type Place, registerPushes } from './supply.ts'
import { supplyMore } from './supply-more.ts'
import { add, type Tally } from './tally.ts'
import { describeError, isTransient } from './transient.ts'
import type { World } from './world.ts'

export type Operation = { places: Place[]; recipientLimit: number }

/** What people do meanwhile: new batches, pause, resume, abort, and settling what is unknown. */
export async function operate(
  world: World,
  tally: Tally,
  chances: { supply: Chance; acts: Chance },
  { places, recipientLimit, signal }: Operation & { signal: AbortSignal },
): Promise<void> {
  let given = 0
  for (let turn = 0; !signal.aborted; turn++) {
    await attempt(tally, () => tidyUp(world, tally, places))
    if (given < recipientLimit) {
      given += await attempt(tally, () => supplyMore(world, tally, chances.supply, places))
    }
    if (turn % 5 === 4) await attempt(tally, () => actOnce(world, tally, chances.acts, places))
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
  await confirmRead(world)
  const paused = await listBatches(world, 'paused', 50)
  for (const batchId of paused) await resumeBatch(world.ctx, { batchId })
  add(tally.acts, 'resumed', paused.length)
  for (const place of places) {
    if (!isStopped(world, place.vendor)) continue
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
  places: Place[],
): Promise<number> {
  const drawn = chance.next()
  const [batchId] = await listBatches(world, 'sending', 1)
  if (drawn < 0.04 && batchId) {
    await abortBatch(world.ctx, { batchId })
    add(tally.acts, 'aborted')
  } else if (drawn < 0.2 && batchId) {
    await pauseBatch(world.ctx, { batchId })
    add(tally.acts, 'paused')
  } else if (drawn < 0.45) {
    await pushForeign(world, tally)
  } else {
    await settleSome(world, tally, places)
  }
  return 0
}

/** Somebody who has asked the vendor: what it has not taken goes again, what it has arrived. */
async function settleSome({ ctx, sandbox }: World, tally: Tally, places: Place[]): Promise<void> {
  const { rows } = await ctx.db.execute<{ id: string; phone: string; channel_id: string }>(sql`
    select m.id, m.phone, m.channel_id from messages m
    join submissions s on s.id = m.submission_id and s.lease_until < clock_timestamp()
    join batches b on b.id = m.batch_id and b.state in ('sending', 'paused', 'finished')
    where m.status = 'unknown' order by m.id desc limit 5`)
  for (const { id, phone, channel_id } of rows) {
    const vendor = places.find((place) => place.channelId === channel_id)?.vendor
    if (!vendor) continue
    const as = sandbox.control.accepted(vendor, { phone }).total > 0 ? 'delivered' : 'queued'
    await settleMessage(ctx, { messageId: Number(id), as, reason: '已向供应商核实' })
    add(tally.acts, as === 'queued' ? 'sent again by a person' : 'settled by a person')
  }
}
