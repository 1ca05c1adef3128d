import type { Rates } from './fates.ts'
import { type Fault, type FaultBook, FaultSchema } from './faults.ts'
import type { AcceptedPage, RunningVendor } from './running-vendor.ts'
import { ControlError, type PushKind } from './vendor.ts'

/** What tests and the demo may do with the running vendors. `V` is the vendors' names. */
export type Control<V extends string = string> = {
  state(): unknown
  /** Registers the address that reports or replies are pushed to; null takes it away. */
  setPush(vendor: V, kind: PushKind, url: string | null): void
  addFault(fault: Fault & { vendor: V }): void
  faults(): readonly Fault[]
  clearFaults(vendor?: V): void
  /** The accepted log, oldest first, up to `limit` (default 10,000) entries behind `after`. */
  accepted(vendor: V, page?: { after?: number; limit?: number; phone?: string }): AcceptedPage
  /** The phones of those messages whose report the customer has answered with a 2xx. */
  told(vendor: V): string[]
  reply(vendor: V, phone: string, content: string): Promise<void>
  balance(vendor: V): Record<string, number>
  setBalance(vendor: V, values: Record<string, number>): Record<string, number>
  /** The vendor's own switches, e.g. infocloud `lenientNonce`, upyun `pageCap`. */
  setSettings(vendor: V, changes: Record<string, unknown>): Record<string, unknown>
  setRates(changes: Partial<Rates>): Rates
  addTemplate(vendor: V, template: unknown): unknown
  /** Ends a template's review at once, as `success` or `defeat`. */
  review(vendor: V, id: number, status: string): unknown
  /** Reports everything outstanding now; gives the receipts that still wait, by vendor. */
  flush(vendor?: V): Promise<Record<string, number>>
  /** Back to the state of a first start with the same options. */
  reset(): void
}

type Parts = { vendors: Record<string, RunningVendor>; faults: FaultBook; rates: Rates }

/** Control over running vendors as plain functions; the HTTP server is a thin coat over them. */
export function createControl({ vendors, faults, rates }: Parts): Control {
  const firstRates = { ...rates }
  const find = (name: string): RunningVendor => {
    const vendor = vendors[name]
    if (!vendor) throw new ControlError(`unknown vendor: ${name}`)
    return vendor
  }
  return {
    state: () => describe(vendors, rates),
    setPush: (name, kind, url) => find(name).setPush(kind, url ?? undefined),
    addFault: (fault) => addFault(find(fault.vendor), faults, FaultSchema.parse(fault)),
    faults: faults.list,
    clearFaults: faults.clear,
    accepted: (name, { after = 0, limit = 10_000, phone } = {}) =>
      find(name).accepted({ after, limit, phone }),
    told: (name) => find(name).told(),
    reply: (name, phone, content) => find(name).reply(phone, content),
    balance: (name) => find(name).vendor.balance(),
    setBalance: (name, values) => {
      find(name).vendor.setBalance(values)
      return find(name).vendor.balance()
    },
    setSettings: (name, changes) => find(name).setSettings(changes),
    setRates: (changes) => Object.assign(rates, changes),
    addTemplate: (name, template) =>
      required(find(name).vendor.addTemplate, `${name} has no templates to add here`)(template),
    review: (name, id, status) =>
      required(find(name).vendor.review, `${name} reviews no templates here`)(id, status),
    flush: (name) => flush(name ? { [name]: find(name) } : vendors),
    reset: () => {
      faults.clear()
      Object.assign(rates, firstRates)
      for (const vendor of Object.values(vendors)) vendor.reset()
    },
  }
}

function required<T>(value: T | undefined, message: string): T {
  if (value === undefined) throw new ControlError(message)
  return value
}

function addFault(running: RunningVendor, faults: FaultBook, fault: Fault): void {
  if (fault.fault === 'refuse' && !running.vendor.refuse(fault.code ?? '')) {
    throw new ControlError(`${fault.vendor} has no code ${fault.code ?? '(none given)'}`)
  }
  faults.add(fault)
}

async function flush(vendors: Record<string, RunningVendor>): Promise<Record<string, number>> {
  const entries = Object.entries(vendors).map(
    async ([name, vendor]) => [name, await vendor.flush()] as const,
  )
  return Object.fromEntries(await Promise.all(entries))
}

const describe = (vendors: Record<string, RunningVendor>, rates: Rates) => ({
  rates,
  vendors: Object.fromEntries(
    Object.entries(vendors).map(([name, running]) => [
      name,
      {
        url: running.url,
        account: running.account,
        balance: running.vendor.balance(),
        settings: running.settings(),
        pushes: running.pushes(),
      },
    ]),
  ),
})
