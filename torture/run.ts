import { setTimeout as sleep } from 'node:timers/promises'
import { foldCounts } from '#lib/counts/fold.ts'
import { breakDatabase } from './break-database.ts'
import { breakVendors, repeatPushes } from './break-vendor.ts'
import { makeChance } from './chance.ts'
import { comeToRest } from './come-to-rest.ts'
import { judge, type Verdict } from './judge.ts'
import { operate } from './operate.ts'
import { openPlaces, openStrangers, type Place } from './places.ts'
import { awaitSteady, keepKilling, keepReceiving, keepSteady } from './slots.ts'
import { makeTally, type Tally } from './tally.ts'
import { tellProgress } from './tell-progress.ts'
import { openWorld, type World } from './world.ts'

export type RunOptions = {
  seed: number
  /** Of faults; coming to rest afterwards takes up to a minute and more. */
  seconds: number
  kills: number
  recipients: number
  /** Seconds within which a killed worker's calls have to be given up. */
  resumeLimit: number
  /** Workers at a time that are sent to their death. */
  workers: number
  /** Recipients queued before another batch comes. */
  queue: number
  /** Times the peace between two faults. */
  pace: number
}
export type Result = { verdict: Verdict; tally: Tally; seconds: number }

/** Runs the whole console under faults, lets it come to rest, and judges; leaves nothing behind. */
export async function runTorture(options: RunOptions): Promise<Result> {
  const begun = Date.now()
  const tally = makeTally()
  const world = await openWorld(options.seed)
  const endTelling = tellProgress(world, tally)
  const steady = new AbortController()
  let held: Promise<unknown> | undefined
  try {
    const places = await openPlaces(world)
    held = keepSteady(world, tally, steady.signal)
    await awaitSteady(world, tally)
    await breakEverything(world, tally, options, places)
    const receiver = world.start('receiver')
    await world.database.analyze()
    await comeToRest(world, tally, places, { limitMs: 420_000, isShort: isShort(options) })
    await receiver.stop()
    steady.abort()
    await held
    while ((await foldCounts(world.ctx.db)) > 0);
    await world.database.analyze()
    const verdict = await judge(world, tally, places, options.resumeLimit * 1_000)
    return { verdict, tally, seconds: Math.round((Date.now() - begun) / 1_000) }
  } finally {
    endTelling()
    steady.abort()
    await held
    await world.close()
  }
}

const isShort = ({ seconds }: RunOptions): boolean => seconds < 120

async function breakEverything(
  world: World,
  tally: Tally,
  options: RunOptions,
  places: Place[],
): Promise<void> {
  const { seed, seconds, kills, recipients, workers, queue, pace } = options
  const strangers = await openStrangers(world, places)
  const stopping = new AbortController()
  const { signal } = stopping
  const begun = Date.now()
  const timer = setTimeout(() => stopping.abort(), seconds * 1_000)
  repeatPushes(world, places)
  const orders = makeChance(seed, 'workers')
  const bounds = { signal, killLimit: kills, patient: !isShort(options) }
  const killing = Array.from({ length: workers }, (_, n) =>
    // One after the other, or all would start at the same moment.
    sleep(n * 700).then(() => keepKilling(world, tally, orders, bounds)),
  )
  const people = { supply: makeChance(seed, 'supply'), acts: makeChance(seed, 'acts') }
  const rest = [
    keepReceiving(world, tally, makeChance(seed, 'receiver'), signal),
    breakDatabase(world, tally, makeChance(seed, 'database'), { pace, signal }),
    breakVendors(world, tally, { seed, pace, signal }),
    operate(world, tally, people, {
      places,
      strangers,
      recipientLimit: recipients,
      queueLow: queue,
      supplyUntil: begun + (seconds * 1_000 * 39) / 40,
      signal,
    }),
  ]
  await Promise.all(killing)
  clearTimeout(timer)
  stopping.abort()
  await Promise.all(rest)
}
