import { type Control, createControl } from './core/control.ts'
import { listenForControl } from './core/control-server.ts'
import type { Rates } from './core/fates.ts'
import { createFaultBook } from './core/faults.ts'
import type { PushUrls } from './core/pushers.ts'
import { type RunningVendor, type StartVendor, startVendor } from './core/running-vendor.ts'
import type { VendorDefinition } from './core/vendor.ts'
import { VENDORS, type VendorName } from './vendors.ts'

/** How to start the sandbox. A port of 0 (the default) is any free one. */
export type SandboxOptions = Partial<Rates> & {
  host?: string
  ports?: Partial<Record<VendorName | 'control', number>>
  /** Where state and `accepted.jsonl` are kept over restarts; without it, memory only. */
  dataDir?: string
  /** Callback addresses; without one, receipts wait for the query. They overrule kept ones. */
  pushUrls?: Partial<Record<VendorName, PushUrls>>
  /** Credentials in place of the demo's. */
  accounts?: Partial<Record<VendorName, Record<string, string>>>
  /** The vendors' own switches, each listed in `<vendor>/settings.ts`. */
  settings?: Partial<Record<VendorName, Record<string, unknown>>>
  /** For tests: the clock in milliseconds since the epoch, and chance, 0–1. */
  now?: () => number
  random?: () => number
}

export type Sandbox = {
  urls: Record<VendorName, string>
  controlUrl: string
  accounts: Record<VendorName, Record<string, string>>
  control: Control<VendorName>
  /** Closes every server and store; asking twice is harmless. */
  stop(): Promise<void>
}

const RATES: Rates = {
  reportDelayMs: [1_000, 5_000],
  failureRate: 0,
  replyRate: 0,
  decideByPhone: false,
  reviewDelayMs: 2_000,
}

type Shared = Omit<StartVendor, 'name' | 'definition' | 'port'>

/** Starts every vendor and the control server; rejects, with nothing left running, if one cannot. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const { host = '127.0.0.1', now = Date.now, random = Math.random } = options
  const rates = ratesOf(options)
  const faults = createFaultBook(random)
  const shared: Shared = { host, dataDir: options.dataDir, faults, rates, now, random }
  const running: Record<string, RunningVendor> = {}
  const stopVendors = async () => {
    await Promise.all(Object.values(running).map((vendor) => vendor.stop()))
  }
  try {
    for (const name of Object.keys(VENDORS) as VendorName[]) {
      running[name] = await startVendor({ ...shared, ...vendorOptions(name, options) })
    }
    const vendors = running as Record<VendorName, RunningVendor>
    const control = createControl({ vendors, faults, rates })
    const server = await listenForControl(control, host, options.ports?.control ?? 0)
    let stopping: Promise<void> | undefined
    const stop = () => {
      stopping ??= server.close().then(stopVendors)
      return stopping
    }
    const urls = mapVendors(vendors, (vendor) => vendor.url)
    const accounts = mapVendors(vendors, (vendor) => vendor.account)
    return { urls, controlUrl: server.url, accounts, control, stop }
  } catch (error) {
    await stopVendors()
    throw error
  }
}

const ratesOf = (options: SandboxOptions): Rates => ({
  reportDelayMs: options.reportDelayMs ?? RATES.reportDelayMs,
  failureRate: options.failureRate ?? RATES.failureRate,
  replyRate: options.replyRate ?? RATES.replyRate,
  decideByPhone: options.decideByPhone ?? RATES.decideByPhone,
  reviewDelayMs: options.reviewDelayMs ?? RATES.reviewDelayMs,
})

function vendorOptions(name: VendorName, options: SandboxOptions) {
  const { settings, ports, accounts, pushUrls } = options
  const definition: VendorDefinition = VENDORS[name]
  return {
    name,
    definition,
    port: ports?.[name] ?? 0,
    account: accounts?.[name],
    settings: settings?.[name],
    pushUrls: pushUrls?.[name],
  }
}

const mapVendors = <T>(
  vendors: Record<VendorName, RunningVendor>,
  value: (vendor: RunningVendor) => T,
): Record<VendorName, T> =>
  Object.fromEntries(
    Object.entries(vendors).map(([name, vendor]) => [name, value(vendor)]),
  ) as Record<VendorName, T>
