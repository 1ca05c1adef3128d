import { z } from 'zod'

const REQUEST_FAULTS = [
  'slow',
  'hang',
  'reset-before',
  'reset-after',
  'half-answer',
  'early-200',
  'html-200',
  'html-502',
  'misdirected-421',
  'redirect-307',
  'system-error',
  'http-500',
  'not-found',
  'refuse',
  'push-before-answer',
] as const
const PUSH_FAULTS = ['duplicate-push', 'reorder-push'] as const

export type RequestFault = (typeof REQUEST_FAULTS)[number]
export type PushFault = (typeof PUSH_FAULTS)[number]

/**
 * A fault on request. Without `count` and `probability` it holds until cleared. `path` also covers
 * what lies under it. `accepts` overrules whether the call counts before it goes wrong.
 */
export const FaultSchema = z.strictObject({
  vendor: z.string(),
  fault: z.enum([...REQUEST_FAULTS, ...PUSH_FAULTS]),
  count: z.int().positive().optional(),
  probability: z.number().min(0).max(1).optional(),
  path: z.string().startsWith('/').optional(),
  method: z.string().optional(),
  accepts: z.boolean().optional(),
  /** slow: how long the answer is held back, in milliseconds (default 3,000). */
  ms: z.int().nonnegative().optional(),
  /** redirect-307: where to (default: the same path, marked `?redirected=1`). */
  location: z.string().optional(),
  /** refuse: a code of the vendor's table. */
  code: z.string().optional(),
  /** duplicate-push: how many more times each push is sent (default 1). */
  copies: z.int().positive().optional(),
})

export type Fault = z.infer<typeof FaultSchema>

export type FaultBook = {
  add(fault: Fault): void
  /** The fault that strikes this request, if any; one with a count is used up by it. */
  takeRequest(vendor: string, method: string, path: string): Fault | undefined
  takePush(vendor: string, name: PushFault): Fault | undefined
  list(): readonly Fault[]
  clear(vendor?: string): void
}

const isPushFault = (fault: Fault): boolean =>
  (PUSH_FAULTS as readonly string[]).includes(fault.fault)

function covers(fault: Fault, method: string, path: string): boolean {
  if (fault.method && fault.method.toUpperCase() !== method) return false
  return !fault.path || path === fault.path || path.startsWith(`${fault.path}/`)
}

/** The faults waiting to strike, in the order they were asked for. */
export function createFaultBook(random: () => number): FaultBook {
  let faults: Fault[] = []
  const take = (matches: (fault: Fault) => boolean): Fault | undefined => {
    const index = faults.findIndex((fault) => matches(fault) && random() < (fault.probability ?? 1))
    const fault = faults[index]
    if (!fault?.count) return fault
    if (fault.count === 1) faults.splice(index, 1)
    else faults[index] = { ...fault, count: fault.count - 1 }
    return fault
  }
  return {
    add: (fault) => {
      faults.push(fault)
    },
    takeRequest: (vendor, method, path) =>
      take((f) => f.vendor === vendor && !isPushFault(f) && covers(f, method, path)),
    takePush: (vendor, name) => take((f) => f.vendor === vendor && f.fault === name),
    list: () => faults,
    clear: (vendor) => {
      faults = vendor ? faults.filter((fault) => fault.vendor !== vendor) : []
    },
  }
}
