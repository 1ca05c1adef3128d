import { isIP } from 'node:net'
import { isInRanges, plainAddress } from './ranges.ts'

/** Set from the socket by whoever receives a request, whatever the caller sends. */
export const peerHeader = 'x-peer-address'

/**
 * The address a request came from. `X-Forwarded-For` is believed only as far as each hop, from the
 * socket backwards, is one of `trusted` (addresses or CIDR ranges), and never beyond a hop that is
 * no address: what stands before it is anybody's word.
 */
export function clientAddress(headers: Headers, trusted: readonly string[]): string | undefined {
  const hops = (headers.get('x-forwarded-for') ?? '').split(',').map(withoutPort)
  let address = plainAddress(headers.get(peerHeader) ?? '')
  // Next writes the peer itself as the last hop when nobody else has set the header.
  if (hops.at(-1) === address) hops.pop()
  while (isInRanges(address, trusted) && isIP(hops.at(-1) ?? '')) address = hops.pop() ?? address
  return isIP(address) ? address : undefined
}

/** Some proxies write `192.0.2.7:51234`, `[2001:db8::7]:51234` or `[2001:db8::7]`. */
function withoutPort(hop: string): string {
  const [, wide, plain] = /^(?:\[([^\]]*)\](?::\d{1,5})?|([\d.]+):\d{1,5})$/.exec(hop.trim()) ?? []
  return plainAddress(wide ?? plain ?? hop)
}
