import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'drizzle-orm'
import { abortBatch } from '#lib/batches/abort.ts'
import { pauseBatch } from '#lib/batches/pause.ts'
import { resumeBatch } from '#lib/batches/resume.ts'
import { settleMessage } from '#lib/messages/settle-message.ts'
import type { Chance } from './chance.ts'
import { confirmRead, type Place, registerPushes, setCallSize, supply } from './supply.ts'
import { add, type Tally } from './tally.ts'
import { describeError, isTransient } from './transient.ts'
import type { World } from './world.ts'

export type Operation = { places: Place[]; recipientLimit: number }

/** What people do meanwhile: new batches, pause, resume, abort, and settling what is unknown. */
export async function operate(
  world: World,
  tally: Tally,
  chance: Chance,
  { places, recipientLimit, signal }: Operation & { signal: AbortSignal },
): Promise<void> {
  let given = 0
  for (let turn = 0; !signal.aborted; turn++) {
    await attempt(tally, () => tidyUp(world, tally, places))
    if (given < recipientLimit) {
      given += await attempt(tally, () => supplyMore(world, tally, chance, places))
    }
    if (turn % 5 === 4) await attempt(tally, () => actOnce(world, tally, chance, places))
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

const queueLow = 2_000
const reportsHigh = 150

async function supplyMore(
  world: World,
  tally: Tally,
  chance: Chance,
  places: Place[],
): Promise<number> {
  const { rows } = await world.ctx.db.execute<{ queued: number; received: number }>(sql`
    select (select coalesce(sum(last_id - greatest(next_id, first_id) + 1), 0)::int from batches
        where state in ('sending', 'paused', 'scheduled')) as queued,
      (select count(*)::int from raw_callbacks where state = 'received') as received`)
  const { queued = 0, received = 0 } = rows[0] ?? {}
  if (queued > queueLow || received > reportsHigh) return 0
  const place = chance.pick(places)
  const count = place.vendor === 'upyun' ? 100 : chance.between(300, 3_000)
  const scheduledAt = chance.next() < 0.15 ? new Date(Date.now() + 2_000) : null
  const sameText = place.vendor === 'upyun' || chance.next() < 0.3
  const byWorkers = chance.next() < 0.25
  await setCallSize(world, place.channelId, chance.pick(callSizes[place.vendor]))
  await supply(world, place, { count, sameText, scheduledAt, byWorkers })
  add(tally.acts, 'batches')
  return count
}

const callSizes = { infocloud: [5, 10, 20, 50, 200, 1_000], upyun: [5, 20, 50] }

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

let foreign = 0
/** A report of somebody else's message, as another system on the same account gets them. */
async function pushForeign({ ctx, sandbox }: World, tally: Tally): Promise<void> {
  const { rows } = await ctx.db.execute<{ n: number }>(sql`select count(*)::int as n from batches`)
  if (!rows[0]?.n) return
  const { vendors } = sandbox.control.state() as {
    vendors: { infocloud: { pushes: { reports?: { url?: string } } } }
  }
  const { url } = vendors.infocloud.pushes.reports ?? {}
  if (!url) return
  const row = {
    msgId: `foreign${++foreign}`,
    tel: '13700000000',
    arriveResult: 'DELIVRD',
    arriveTime: '202611210000',
    bid: `foreign${foreign}`,
  }
  const { apiKey } = sandbox.accounts.infocloud
  const body = JSON.stringify({ apiKey, data: [row, row] })
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body,
  }).catch(() => undefined)
  if (answer?.ok) add(tally.acts, 'foreign reports')
}
