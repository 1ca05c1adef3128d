import { writeSync } from 'node:fs'
import { type Point, watchPoints } from '#lib/points.ts'
import type { Order } from './orders.ts'

// Preloaded (`node --import`) into a worker or receiver of the harness: it dies, or stands still,
// the nth time that it comes to the place it was told; and if it does not come there, elsewhere.
const order: Order | undefined = process.env.STOP_AT ? JSON.parse(process.env.STOP_AT) : undefined
/** Of work, counted from the first place it comes to. */
const lifeMs = 5_000
/** What a process that dies elsewhere leaves in its log. */
const elsewhere = 'elsewhere'

const die = () => process.kill(process.pid, 'SIGKILL')

function dieElsewhere(): void {
  writeSync(2, `${elsewhere}\n`)
  die()
}

function watch(order: Order): void {
  let left = order.nth
  let isAtWork = false
  watchPoints((point: Point) => {
    if (!isAtWork) setTimeout(dieElsewhere, lifeMs)
    isAtWork = true
    if (point !== order.point || --left !== 0) return
    if (order.act === 'freeze') standStill(order.ms)
    else if (order.ms > 0) setTimeout(die, order.ms)
    else die()
  })
}

/** Nothing of this process runs meanwhile, as when it is suspended. */
function standStill(ms: number): void {
  writeSync(2, 'frozen\n')
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms)
}

if (order) watch(order)
