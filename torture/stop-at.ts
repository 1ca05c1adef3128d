import { watchPoints } from '#lib/points.ts'
import type { Order } from './orders.ts'

// Preloaded (`node --import`) into a worker or receiver of the harness: it dies, or stands still,
// the nth time that it comes to the place it was told.
const order: Order | undefined = process.env.STOP_AT ? JSON.parse(process.env.STOP_AT) : undefined
let left = order?.nth ?? 0

if (order) watchPoints((point) => point === order.point && --left === 0 && act(order))

const die = () => process.kill(process.pid, 'SIGKILL')

function act({ act, ms }: Order): void {
  if (act === 'freeze') standStill(ms)
  else if (ms > 0) setTimeout(die, ms)
  else die()
}

/** Nothing of this process runs meanwhile, as when it is suspended. */
function standStill(ms: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms)
}
