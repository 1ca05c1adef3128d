import type { Logger } from 'pino'
import type { Context } from '#lib/context.ts'
import { callVendor } from './call-vendor.ts'
import { keepApproved } from './keep-approved.ts'
import type { Claim } from './types.ts'

export type Calls = {
  /** How many are under way to an account. */
  countFor(key: string): number
  start(key: string, claim: Claim): void
  /** Looks whether a batch is what was approved, once at a time; the others go on meanwhile. */
  check(batchId: string): void
  underWay(): Promise<void>[]
}

/** Keeps the calls and checks of one process; what fails is logged and holds up nobody. */
export function openCalls(ctx: Context, log: Logger): Calls {
  const underWay = new Map<Promise<void>, string>()
  const checking = new Set<string>()
  const watch = (work: Promise<unknown>, key: string, fault: object, words: string) => {
    const watched: Promise<void> = work
      .catch((err: unknown) => log.error({ err, ...fault }, words))
      .then(() => void underWay.delete(watched))
    underWay.set(watched, key)
    return watched
  }
  return {
    countFor: (key) => [...underWay.values()].filter((one) => one === key).length,
    start(key, claim) {
      const { reference, unanswered: err } = claim
      if (err) log.error({ err, reference }, 'claim not answered')
      watch(callVendor(ctx, claim), key, { reference }, 'call not brought to its end')
    },
    check(batchId) {
      if (checking.has(batchId)) return
      checking.add(batchId)
      const check = watch(keepApproved(ctx.db, batchId), '', { batchId }, 'approval not checked')
      void check.then(() => checking.delete(batchId))
    },
    underWay: () => [...underWay.keys()],
  }
}
