import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'drizzle-orm'
import { points } from '#lib/points.ts'
import { isAlive } from '#lib/runtime/process-identity.ts'
import { readTail } from '#lib/runtime/progress.ts'
import type { Chance } from './chance.ts'
import { nextOrder, nextReceiverOrder, type Order } from './orders.ts'
import { add, type Tally } from './tally.ts'
import type { World } from './world.ts'

type Bounds = { signal: AbortSignal; killLimit: number; patient: boolean }

/** A process that has not come to its end by itself in so long is killed wherever it is. */
const reachMs = 60_000

/** Workers one after the other, each to die at a place of its own; the order is the seed's. */
export async function keepKilling(
  world: World,
  tally: Tally,
  chance: Chance,
  { signal, killLimit, patient }: Bounds,
): Promise<void> {
  while (!signal.aborted && tally.kills.worker < killLimit) {
    await sendToDeath(world, tally, 'worker', nextOrder(chance, patient), signal)
  }
}

/** One receiver at a time, killed now and then between storing and answering. */
export async function keepReceiving(
  world: World,
  tally: Tally,
  chance: Chance,
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    await sendToDeath(world, tally, 'receiver', nextReceiverOrder(chance), signal)
  }
}

async function sendToDeath(
  world: World,
  tally: Tally,
  script: 'worker' | 'receiver',
  order: Order,
  signal: AbortSignal,
): Promise<void> {
  const child = world.start(script, order)
  const { identity } = child
  if (!identity) return
  const limit = reachMs + (order.act === 'freeze' ? order.ms + 2_000 : 0)
  const waiting = new AbortController()
  const over = sleep(limit, 'over' as const, { signal: waiting.signal, ref: false }).catch(
    () => 'over' as const,
  )
  const ended = await Promise.race([child.ended, over, whenAborted(signal)])
  waiting.abort()
  if (ended === 'SIGKILL') noteDeath(tally, readTail(child.log, 8))
  else if (ended === 'over' || ended === 'aborted') {
    if (isAlive(identity)) process.kill(identity.pid, 'SIGKILL')
    await child.ended
  } else {
    // It could not start without a database, or something ended it that should not have.
    add(tally.acts, `${script} ended by itself`)
    noteEnd(tally, child.log, String(ended))
    await sleep(300)
    return
  }
  tally.kills[script]++
  tally.killedAt.set(identity.pid, Date.now())
}

/** It says in its log where it died, and whether it stood still before. */
function noteDeath(tally: Tally, words: string): void {
  if (words.includes('frozen')) tally.freezes++
  const place = points.find((point) => words.includes(`killed at ${point}`))
  if (place) add(tally.points, place)
}

const whenAborted = (signal: AbortSignal): Promise<'aborted'> =>
  new Promise((resolve) => {
    if (signal.aborted) return resolve('aborted')
    signal.addEventListener('abort', () => resolve('aborted'), { once: true })
  })

/** A process that cannot reach its database at the start may end; nothing else may end it. */
function noteEnd(tally: Tally, log: string, status: string): void {
  const words = readTail(log, 60)
  if (
    /cannot be reached|ECONNRE(FUSED|SET)|terminat|starting up|shutting down|recovery|timeout/i.test(
      words,
    )
  )
    return
  tally.problems.push(`a process ended by itself with ${status}: ${words}`)
}

/** A worker and a receiver that are never killed: they have to survive everything else. */
export async function keepSteady(world: World, tally: Tally, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const child = world.start('worker')
    tally.steadyPid = child.identity?.pid
    tally.steadyLog = child.log
    const ended = await Promise.race([child.ended, whenAborted(signal)])
    if (ended === 'aborted') return child.stop()
    tally.problems.push(`the steady worker ended with ${ended}: ${readTail(child.log, 12)}`)
    await sleep(300)
  }
}

/** Resolves once it has said that it lives: what may end at its start is not what survives. */
export async function awaitSteady({ ctx }: World, tally: Tally): Promise<void> {
  for (let tries = 0; tries < 600; tries++) {
    const { rowCount } = await ctx.db.execute(
      sql`select 1 from workers where id like ${`%/${tally.steadyPid}/%`}`,
    )
    if (rowCount) return
    await sleep(100)
  }
  throw new Error('the steady worker did not start')
}
