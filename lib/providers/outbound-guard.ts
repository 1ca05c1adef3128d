import { type LookupAddress, lookup } from 'node:dns'
import { BlockList, isIP, type LookupFunction } from 'node:net'

/** `host:port` as in OUTBOUND_ALLOW: what base URLs on private networks may point at. */
export type OutboundAllow = readonly string[]

const forbidden4 = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10], // carrier-grade NAT, and Alibaba Cloud's metadata address
  ['127.0.0.0', 8],
  ['168.63.129.16', 32], // Azure's metadata address, public by its number only
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const

const forbidden6 = [
  ['2001::', 23], // Teredo and other assignments that wrap an address
  ['2001:db8::', 32],
  ['2002::', 16], // 6to4 wraps an IPv4 address
  ['3fff::', 20],
] as const

const forbidden = new BlockList()
for (const [net, bits] of forbidden4) forbidden.addSubnet(net, bits, 'ipv4')
for (const [net, bits] of forbidden6) forbidden.addSubnet(net, bits, 'ipv6')

const globalUnicast6 = new BlockList()
globalUnicast6.addSubnet('2000::', 3, 'ipv6')

/** True for an address on the public internet; false for private, local, mapped and all special ones. */
export function isPublicAddress(address: string): boolean {
  const family = isIP(address)
  if (family === 4) return !forbidden.check(address, 'ipv4')
  if (family !== 6 || address.includes('%')) return false
  return globalUnicast6.check(address, 'ipv6') && !forbidden.check(address, 'ipv6')
}

/** True when the URL's host and port stand in the list. */
export function isAllowed(url: URL, allow: OutboundAllow): boolean {
  const target = targetOf(url)
  return allow.some((entry) => entry.trim().toLowerCase() === target)
}

/** `host:port` of a URL, as it stands in the list. */
export function targetOf(url: URL): string {
  const port = url.port || (url.protocol === 'https:' ? '443' : '80')
  return `${url.hostname}:${port}`.toLowerCase()
}

/** How long a name may take to be looked up before it gets the benefit of the doubt. */
const lookupMs = 2_000

/** Whether a call to the URL would be let out, as things are; true when its name cannot be looked up now. */
export async function isReachable(
  url: URL,
  allow: OutboundAllow,
  resolve: Resolve = lookup,
): Promise<boolean> {
  if (isAllowed(url, allow)) return true
  const host = url.hostname.replace(/^\[|\]$/g, '')
  if (isIP(host)) return isPublicAddress(host)
  const found = await new Promise<LookupAddress[]>((done) => {
    setTimeout(done, lookupMs, []).unref()
    resolve(host, { all: true }, (error, addresses) => done(error ? [] : addresses))
  })
  return found.length === 0 || found.some(({ address }) => isPublicAddress(address))
}

/** An address that may not be connected to; `code` is `address_not_allowed`. */
export function refusedAddress(host: string): Error {
  return Object.assign(new Error(`${host} is not a public address and not allowed`), {
    code: 'address_not_allowed',
  })
}

type Resolve = (
  host: string,
  options: { all: true },
  done: (error: NodeJS.ErrnoException | null, found: LookupAddress[]) => void,
) => void

/** A `lookup` for a socket: the addresses it passes are the addresses connected to, so no rebinding. */
export function guardLookup(resolve: Resolve = lookup): LookupFunction {
  return (host, options, done) => {
    resolve(host, { ...options, all: true }, (error, found) => {
      if (error) return done(error, '')
      const safe = found.filter(({ address }) => isPublicAddress(address))
      const first = safe[0]
      if (!first) return done(refusedAddress(host), '')
      if (options.all) return done(null, safe)
      done(null, first.address, first.family)
    })
  }
}
