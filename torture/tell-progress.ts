import { getProvider, vendors } from '#lib/providers/registry.ts'
import { sum, type Tally } from './tally.ts'
import type { World } from './world.ts'

const everyMs = 60_000

/** Says every minute how far a run is, for whoever watches a long one; gives how to end it. */
export function tellProgress({ sandbox }: World, tally: Tally): () => void {
  const begun = Date.now()
  let told = 0
  const timer = setInterval(() => {
    const taken = vendors.map((vendor) => sandbox.control.accepted(vendor, { limit: 1 }).total)
    const reported = vendors
      .filter((vendor) => getProvider(vendor).parseCallback)
      .map((vendor) => sandbox.control.told(vendor).length)
    const add = (counts: number[]) => counts.reduce((a, b) => a + b, 0)
    console.error(
      `${Math.round((Date.now() - begun) / 1_000)} s: ${tally.kills.worker} workers killed, ` +
        `${sum(tally.points)} kills at points, ${tally.database.get('stop') ?? 0} stops of ` +
        `${sum(tally.database)} database faults, ${sum(tally.vendorFaults)} vendor faults, ` +
        `${add(taken)} taken (${taken.join(', ')}), ${add(reported)} reported, ` +
        `${tally.problems.length} problems`,
    )
    for (const problem of tally.problems.slice(told)) console.error(problem)
    told = tally.problems.length
  }, everyMs)
  return () => clearInterval(timer)
}
