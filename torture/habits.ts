import type { Vendor } from '#lib/providers/registry.ts'

/** How the harness uses a vendor: all that differs between them beside lib/conformance/vendor-cases.ts. */
export type Habit = {
  /** Share of the batches, by weight. */
  weight: number
  /** Channels on its one account; it pushes to the address of the first. */
  channels: number
  /** Recipients in a batch. */
  least: number
  most: number
  /** Share of the batches with one text for all. */
  sameTextShare: number
  callSizes: number[]
  /** Share of its calls that meet a fault. */
  faultShare: number
  /** Switches of its simulator. */
  settings?: Record<string, unknown>
}

// Most reports are infocloud's, 500 in a push; two others push one by one, which costs a commit each.
export const habits: Record<Vendor, Habit> = {
  infocloud: {
    weight: 60,
    channels: 2,
    least: 500,
    most: 3_000,
    sameTextShare: 0.3,
    callSizes: [200, 300, 500, 1_000],
    faultShare: 0.35,
    settings: { queriesPerMinute: 0, maskPhones: false },
  },
  zhuanxinyun: {
    weight: 15,
    channels: 2,
    least: 100,
    most: 1_000,
    sameTextShare: 0.3,
    callSizes: [50, 100, 200, 500],
    faultShare: 0.35,
    settings: { recordsPerPush: 200, recordsPerQuery: 300 },
  },
  smsadmin: {
    weight: 5,
    channels: 2,
    least: 20,
    most: 120,
    sameTextShare: 0.3,
    callSizes: [5, 20, 50, 100],
    faultShare: 0.35,
  },
  veesing: {
    weight: 5,
    channels: 2,
    least: 20,
    most: 120,
    sameTextShare: 0.9,
    callSizes: [5, 20, 50, 100],
    faultShare: 0.35,
  },
  // All its reports of a day are read again and again: few messages, or the run is reading them.
  upyun: {
    weight: 5,
    channels: 1,
    least: 20,
    most: 100,
    sameTextShare: 0.9,
    callSizes: [5, 20, 50],
    faultShare: 0.35,
  },
}
