import { setTimeout as sleep } from 'node:timers/promises'
import { vendorCases } from '#lib/conformance/vendor-cases.ts'
import { getProvider, type Vendor, vendors } from '#lib/providers/registry.ts'
import type { Failure } from '#lib/providers/vocabulary.ts'
import { ControlError } from '#lib/sandbox/core/vendor.ts'
import { type Chance, makeChance } from './chance.ts'
import { habits } from './habits.ts'
import { nextVendorFault } from './orders.ts'
import type { Place } from './places.ts'
import { add, type Tally } from './tally.ts'
import type { World } from './world.ts'

const refusals: Failure[] = ['rejected', 'rate_limited', 'unauthorized', 'insufficient_balance']

/** Every push comes three times, every other one out of order. */
export function repeatPushes({ sandbox }: World, places: Place[]): void {
  for (const { vendor } of places.filter((place) => place.isPushedTo)) {
    sandbox.control.addFault({ vendor, fault: 'duplicate-push', copies: 2 })
    sandbox.control.addFault({ vendor, fault: 'reorder-push', probability: 0.5 })
  }
}

/** Keeps a fault waiting for each vendor's next calls; the order is the seed's, vendor by vendor. */
export async function breakVendors(
  world: World,
  tally: Tally,
  options: { seed: number; pace: number; signal: AbortSignal },
): Promise<void> {
  await Promise.all(
    vendors.map(async (vendor) => {
      const chance = makeChance(options.seed, `vendor ${vendor}`)
      while (!options.signal.aborted)
        await breakVendor(world, tally, vendor, { ...options, chance })
    }),
  )
}

async function breakVendor(
  { sandbox: { control } }: World,
  tally: Tally,
  vendor: Vendor,
  { chance, pace, signal }: { chance: Chance; pace: number; signal: AbortSignal },
): Promise<void> {
  const drawn = nextVendorFault(chance)
  const failure = chance.next() < 0.15 ? chance.pick(refusals) : undefined
  const code = failure && codeOf(vendor, failure)
  const fault = code ? { fault: 'refuse' as const, code } : (drawn as { fault: 'hang' })
  const path = vendorCases[vendor].sendPath
  const probability = Math.min(1, habits[vendor].faultShare / pace)
  try {
    control.addFault({ vendor, path, method: 'POST', count: 1, probability, ...fault })
    add(tally.vendorFaults, fault.fault)
  } catch (error) {
    // A code that this simulator does not send: the next one then.
    if (!(error instanceof ControlError)) throw error
  }
  const isWaiting = () => control.faults().some((one) => one.count && one.vendor === vendor)
  while (!signal.aborted && isWaiting()) await sleep(20)
}

/** The first code that means so in the vendor's own table. */
const codeOf = (vendor: Vendor, failure: Failure): string | undefined =>
  Object.entries(getProvider(vendor).codes).find(([, entry]) => entry.failure === failure)?.[0]
