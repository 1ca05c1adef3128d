import { sql } from 'drizzle-orm'
import type { Chance } from './chance.ts'
import { habits } from './habits.ts'
import type { Place } from './places.ts'
import { setCallSize, supply } from './supply.ts'
import { add, type Tally } from './tally.ts'
import type { World } from './world.ts'

/** Stored pushes that nobody has read yet: with more of them no new batch comes. */
const reportsHigh = 600

/** Another batch when fewer than `queueLow` are queued and the reports keep up; gives how many recipients. */
export async function supplyMore(
  world: World,
  tally: Tally,
  chance: Chance,
  { places, queueLow }: { places: Place[]; queueLow: number },
): Promise<number> {
  const { rows } = await world.ctx.db.execute<{ queued: number; received: number }>(sql`
    select (select coalesce(sum(last_id - greatest(next_id, first_id) + 1), 0)::int from batches
        where state in ('sending', 'paused', 'scheduled')) as queued,
      (select count(*)::int from raw_callbacks where state = 'received') as received`)
  const { queued = 0, received = 0 } = rows[0] ?? {}
  // First one for each, however little is asked for: a short run meets every vendor too.
  const first = places[tally.acts.get('batches') ?? 0]
  if (!first && (queued > queueLow || received > reportsHigh)) return 0
  const place = first ?? pickPlace(chance, places)
  const { least, most, sameTextShare, callSizes } = habits[place.vendor]
  const count = chance.between(least, most)
  const scheduledAt = chance.next() < 0.15 ? new Date(Date.now() + 2_000) : null
  const sameText = chance.next() < sameTextShare
  const byWorkers = chance.next() < 0.25
  await setCallSize(world, place.channelId, chance.pick(callSizes))
  await supply(world, place, { count, sameText, scheduledAt, byWorkers })
  add(tally.acts, 'batches')
  return count
}

function pickPlace(chance: Chance, places: Place[]): Place {
  const shares = places.flatMap((place) => {
    const { weight, channels } = habits[place.vendor]
    return Array.from({ length: Math.ceil(weight / channels) }, () => place)
  })
  return chance.pick(shares)
}
