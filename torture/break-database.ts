import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'drizzle-orm'
import type { Chance } from './chance.ts'
import { type DatabaseFault, type DatabaseFaultName, nextDatabaseFault } from './orders.ts'
import type { Trap } from './proxy.ts'
import { add, type Tally } from './tally.ts'
import type { World } from './world.ts'

/** Faults of the database and of the way to it, one after the other, in the seed's order. */
export async function breakDatabase(
  world: World,
  tally: Tally,
  chance: Chance,
  { pace, signal }: { pace: number; signal: AbortSignal },
): Promise<void> {
  for (let n = 0; !signal.aborted; n++) {
    const fault = nextDatabaseFault(chance)
    await sleep(fault.waitMs * pace)
    if (signal.aborted) return
    const from = Date.now()
    if (!(await effects[fault.name](world, fault))) continue
    add(tally.database, fault.name)
    const to = Date.now()
    tally.outages.push({ from, to })
    // The worker that nobody kills has the pool that all this must not wedge.
    await waitForSigns(world, tally, to, n % 4 === 0 ? (tally.steadyPid ?? 0) : undefined)
  }
}

type Effect = (world: World, fault: DatabaseFault) => Promise<boolean>

const setTrap =
  (trap: Trap): Effect =>
  ({ proxy }) =>
    proxy.trap(trap, 1_500)

const stall = async ({ proxy }: World, { ms }: DatabaseFault): Promise<void> => {
  proxy.stall()
  await sleep(ms)
  proxy.go()
}

const effects: Record<DatabaseFaultName, Effect> = {
  stop: async ({ database }) => {
    await database.crash()
    return true
  },
  cut: async ({ proxy }) => proxy.cut() > 0,
  'lose-commit': setTrap({ needle: 'commit\0', how: 'lose' }),
  'drop-commit': setTrap({ needle: 'commit\0', how: 'drop' }),
  'power-off': setTrap({ needle: 'commit\0', how: 'hang' }),
  'lose-push': setTrap({ needle: 'insert into "raw_callbacks"', how: 'lose' }),
  stall: async (world, fault) => {
    await stall(world, fault)
    return true
  },
  'stall-and-cut': async (world, fault) => {
    await stall(world, fault)
    return world.proxy.cut() > 0
  },
}

/** Waits until a worker has said again that it lives, which takes its pool and a commit. */
async function waitForSigns(
  { ctx }: World,
  tally: Tally,
  since: number,
  pid: number | undefined,
): Promise<void> {
  const name = pid === undefined ? '%' : `%/${pid}/%`
  const until = Date.now() + 30_000
  while (Date.now() < until) {
    const seen = await ctx.db
      .execute(sql`
        select 1 from workers where seen_at > to_timestamp(${since / 1_000}) and id like ${name}`)
      .catch(() => undefined)
    if (seen?.rowCount) {
      tally.backMs = Math.max(tally.backMs, Date.now() - since)
      return
    }
    await sleep(100)
  }
  tally.problems.push(`no sign of worker ${pid ?? ''} 30 s after the database was back`)
}
