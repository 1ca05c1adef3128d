import { sql } from 'drizzle-orm'
import type { Chance } from './chance.ts'
import { type Place, setCallSize, supply } from './supply.ts'
import { add, type Tally } from './tally.ts'
import type { World } from './world.ts'

const queueLow = 2_000
const reportsHigh = 150

/** Another batch when little is queued and the reports keep up; gives how many recipients. */
export async function supplyMore(
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
  const { most, sameTextShare, callSizes } = habits[place.vendor]
  const count = chance.between(Math.min(300, most), most)
  const scheduledAt = chance.next() < 0.15 ? new Date(Date.now() + 2_000) : null
  const sameText = chance.next() < sameTextShare
  const byWorkers = chance.next() < 0.25
  await setCallSize(world, place.channelId, chance.pick(callSizes))
  await supply(world, place, { count, sameText, scheduledAt, byWorkers })
  add(tally.acts, 'batches')
  return count
}

/** A vendor whose call carries one text gets small batches of one, or each would be a call. */
const habits: Record<
  Place['vendor'],
  { most: number; sameTextShare: number; callSizes: number[] }
> = {
  infocloud: { most: 3_000, sameTextShare: 0.3, callSizes: [5, 10, 20, 50, 200, 1_000] },
  upyun: { most: 100, sameTextShare: 1, callSizes: [5, 20, 50] },
}
