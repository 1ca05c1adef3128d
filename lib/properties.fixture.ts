import fc from 'fast-check'

/** Runs a property has: PROPERTY_RUNS=100000 for more. A failure's seed replays by PROPERTY_SEED. */
const runs = Number(process.env.PROPERTY_RUNS ?? 10_000)
const seed = process.env.PROPERTY_SEED ? { seed: Number(process.env.PROPERTY_SEED) } : {}

/** Throws with the seed and the smallest example when the property does not hold; `share` of the runs. */
export const holds = <T extends [unknown, ...unknown[]]>(
  property: fc.IProperty<T>,
  share = 1,
): void => fc.assert(property, { numRuns: Math.ceil(runs * share), ...seed })
