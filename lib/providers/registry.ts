import type { Provider } from './contract.ts'
import { infocloud } from './infocloud/provider.ts'
import { smsadmin } from './smsadmin/provider.ts'
import { upyun } from './upyun/provider.ts'
import { veesing } from './veesing/provider.ts'
import { zhuanxinyun } from './zhuanxinyun/provider.ts'

/** Every vendor, under its name. A sixth is a folder, and its name here. */
export const providers = { infocloud, smsadmin, upyun, veesing, zhuanxinyun } satisfies Record<
  string,
  Provider
>

export type Vendor = keyof typeof providers

/** The names, for choices and checks. */
export const vendors = Object.keys(providers) as Vendor[]

/** True for a name in the registry. */
export function isVendor(name: string): name is Vendor {
  return Object.hasOwn(providers, name)
}

/** The same as getProvider for a name from outside; undefined when there is none. */
export function findProvider(vendor: string): Provider | undefined {
  return isVendor(vendor) ? providers[vendor] : undefined
}

/**
 * The provider of a stored vendor name, with credentials as `unknown`: parse them with its own
 * `credentials` before a call. Throws for a name that is not in the registry.
 */
export function getProvider(vendor: string): Provider {
  if (!isVendor(vendor)) throw new RangeError(`no provider for vendor ${vendor}`)
  return providers[vendor]
}
