import { writeSync } from 'node:fs'
import { flushCompileCache } from 'node:module'
import { type Point, watchPoints } from '#lib/points.ts'
import type { Order } from './orders.ts'

// Preloaded (`node --import`) into a worker or receiver of the harness: it dies, or stands still,
// the nth time that it comes to the place it was told. It leaves in its log where it died.
const order: Order | undefined = process.env.STOP_AT ? JSON.parse(process.env.STOP_AT) : undefined
/** Of work, from the first place it comes to: then it dies at whichever place it comes to next. */
const lifeMs = 5_000
/** And so long after that it dies wherever it is. */
const patienceMs = 3_000

const die = () => process.kill(process.pid, 'SIGKILL')

function dieAt(place: Point | 'elsewhere'): void {
  writeSync(2, `killed at ${place}\n`)
  die()
}

function watch({ point: wanted, nth, act, ms }: Order): void {
  let left = nth
  let diesAt = Number.POSITIVE_INFINITY
  watchPoints((point: Point) => {
    const now = performance.now()
    if (diesAt === Number.POSITIVE_INFINITY) {
      diesAt = now + lifeMs
      setTimeout(() => dieAt('elsewhere'), lifeMs + patienceMs)
    }
    if (now > diesAt) return dieAt(point)
    if (point !== wanted || --left !== 0) return
    if (act === 'kill') return ms > 0 ? void setTimeout(dieAt, ms, point) : dieAt(point)
    standStill(ms)
    diesAt = 0
  })
}

/** Nothing of this process runs meanwhile, as when it is suspended. */
function standStill(ms: number): void {
  writeSync(2, 'frozen\n')
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms)
}

if (order) watch(order)
// Who is killed leaves nothing for the next one: the worker that lives shares what it has compiled.
else setTimeout(flushCompileCache, 5_000).unref()
