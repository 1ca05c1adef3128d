import type { Point } from '#lib/points.ts'
import type { DatabaseFaultName } from './orders.ts'

/** What was done in a run, counted as it happens. */
export type Tally = {
  /** SIGKILLs of workers and of receivers, wherever they were. */
  kills: { worker: number; receiver: number }
  freezes: number
  /** Those kills that met the process at its named point. */
  points: Map<Point, number>
  database: Map<DatabaseFaultName, number>
  vendorFaults: Map<string, number>
  /** When the process of each number was killed, by its pid. */
  killedAt: Map<number, number>
  /** The worker that is never killed. */
  steadyPid?: number | undefined
  steadyLog?: string
  /** When the database could not be used. */
  outages: { from: number; to: number }[]
  /** Longest that a process needed after an outage, in milliseconds. */
  backMs: number
  acts: Map<string, number>
  problems: string[]
}

export const makeTally = (): Tally => ({
  kills: { worker: 0, receiver: 0 },
  freezes: 0,
  points: new Map(),
  database: new Map(),
  vendorFaults: new Map(),
  killedAt: new Map(),
  outages: [],
  backMs: 0,
  acts: new Map(),
  problems: [],
})

export function add<K>(map: Map<K, number>, key: K, count = 1): void {
  map.set(key, (map.get(key) ?? 0) + count)
}

/** All counts of a map together. */
export const sum = (counts: Map<unknown, number>): number =>
  [...counts.values()].reduce((a, b) => a + b, 0)
