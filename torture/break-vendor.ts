import { setTimeout as sleep } from 'node:timers/promises'
import { getProvider } from '#lib/providers/registry.ts'
import type { Failure } from '#lib/providers/vocabulary.ts'
import type { Chance } from './chance.ts'
import { nextVendorFault } from './orders.ts'
import type { Tally } from './tally.ts'
import type { World } from './world.ts'

const targets = [
  { vendor: 'infocloud', path: '/message' },
  { vendor: 'infocloud', path: '/message' },
  { vendor: 'infocloud', path: '/message' },
  { vendor: 'upyun', path: '/api/messages' },
] as const

const refusals: Failure[] = ['rejected', 'rate_limited', 'unauthorized', 'insufficient_balance']

/** Every push comes three times, every other one out of order. */
export function repeatPushes({ sandbox }: World): void {
  sandbox.control.addFault({ vendor: 'infocloud', fault: 'duplicate-push', copies: 2 })
  sandbox.control.addFault({ vendor: 'infocloud', fault: 'reorder-push', probability: 0.5 })
}

/** Keeps one or two faults waiting for each vendor's next calls, in the seed's order. */
export async function breakVendors(
  { sandbox: { control } }: World,
  tally: Tally,
  chance: Chance,
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    const { vendor, path } = chance.pick(targets)
    const drawn = nextVendorFault(chance)
    const failure = chance.next() < 0.15 ? chance.pick(refusals) : undefined
    const code = failure && codeOf(vendor, failure)
    const fault = code ? { fault: 'refuse' as const, code } : (drawn as { fault: 'hang' })
    while (!signal.aborted && control.faults().filter((one) => one.count).length >= 3)
      await sleep(50)
    try {
      control.addFault({ vendor, path, method: 'POST', count: 1, ...fault })
      tally.vendorFaults++
    } catch {
      // Not a code that this simulator sends: the next one then.
    }
    await sleep(chance.between(20, 400))
  }
}

/** The first code that means so in the vendor's own table. */
const codeOf = (vendor: 'infocloud' | 'upyun', failure: Failure): string | undefined =>
  Object.entries(getProvider(vendor).codes).find(([, entry]) => entry.failure === failure)?.[0]
