import { type Point, points } from '#lib/points.ts'
import type { Chance } from './chance.ts'

/** What a process does to itself when it comes to a place for the `nth` time. */
export type Order = {
  point: Point
  nth: number
  act: 'kill' | 'freeze'
  /** kill: how long after the place; freeze: how long it stands still. */
  ms: number
}

export type DatabaseFault = { name: DatabaseFaultName; ms: number; waitMs: number }
export const databaseFaultNames = [
  'stop',
  'cut',
  'lose-commit',
  'drop-commit',
  'lose-push',
  'power-off',
  'stall',
  'stall-and-cut',
] as const
export type DatabaseFaultName = (typeof databaseFaultNames)[number]

export type VendorFault = { fault: string; accepts?: boolean; ms?: number; code?: string }

const ofReceiver = points.filter((point) => point.startsWith('push.'))
const ofWorker = points.filter((point) => !ofReceiver.includes(point))
/** The middle of a call gets more than its share: there a recipient is neither here nor there. */
const ofCalls = ofWorker.filter((point) => /^(claim|call|record)\./.test(point))
/** Whoever stands still here past its lease calls late: the protocol's known remaining risk. */
const beforeFirstByte: readonly Point[] = ['call.before', 'call.begun']
/** Longer than the lease: what wakes up after it must find that others have given it up. */
const afterLeaseMs = 31_000

/** What the next worker does; `patient` also has some stand still past their lease. */
export function nextOrder(chance: Chance, patient: boolean): Order {
  const point = chance.pick(chance.next() < 0.75 ? ofCalls : ofWorker)
  const times = chance.pick([1, 1, 1, 2, 3])
  // A worker that lives for seconds comes to the rarer places once, if at all.
  const nth = ofCalls.includes(point) ? times : 1
  const freezes = chance.next() < 0.12
  const short = chance.between(200, 4_000)
  const long = chance.next() < 0.2
  const later = chance.between(0, 40)
  if (freezes) {
    const mayBeLong = patient && long && !beforeFirstByte.includes(point)
    return { point, nth, act: 'freeze', ms: mayBeLong ? afterLeaseMs : short }
  }
  return { point, nth, act: 'kill', ms: point === 'call.begun' ? later : 0 }
}

/** What the next receiver does. */
export const nextReceiverOrder = (chance: Chance): Order => ({
  point: chance.pick(ofReceiver),
  nth: chance.between(10, 300),
  act: 'kill',
  ms: 0,
})

const weighted: DatabaseFaultName[] = [
  ...(['stop', 'stop', 'stop', 'stop', 'stop'] as const),
  ...(['cut', 'cut', 'cut', 'lose-commit', 'lose-commit', 'lose-commit'] as const),
  ...(['drop-commit', 'drop-commit', 'lose-push', 'power-off', 'stall', 'stall-and-cut'] as const),
]

/** `ms`: how long it lasts; `waitMs`: the peace before it. */
export const nextDatabaseFault = (chance: Chance): DatabaseFault => ({
  name: chance.pick(weighted),
  ms: chance.between(300, 2_500),
  waitMs: chance.between(100, 2_000),
})

/** Twice each that leaves it open whether the call was taken. */
const vendorFaults: readonly VendorFault[] = [
  ...[true, false].flatMap((accepts) => [
    { fault: 'hang', accepts },
    { fault: 'reset-after', accepts },
    { fault: 'half-answer', accepts },
    { fault: 'early-200', accepts },
    { fault: 'html-200', accepts },
    { fault: 'html-502', accepts },
    { fault: 'http-500', accepts },
    { fault: 'system-error', accepts },
  ]),
  { fault: 'reset-before' },
  { fault: 'misdirected-421' },
  { fault: 'misdirected-421', accepts: true },
  { fault: 'redirect-307' },
  { fault: 'redirect-307', accepts: true },
  { fault: 'slow', ms: 2_000 },
  // Later than the 15 seconds that a call waits: an answer after the time-out.
  { fault: 'slow', ms: 16_000 },
  { fault: 'push-before-answer' },
  { fault: 'push-before-answer' },
  { fault: 'push-before-answer' },
]

export const nextVendorFault = (chance: Chance): VendorFault => chance.pick(vendorFaults)
