import { isIP } from 'node:net'
import { isInRanges, plainAddress } from './ranges.ts'

/** Set from the socket by whoever receives a request, whatever the caller sends. */
export const peerHeader = 'x-peer-address'

/**
 * The address a request came from. `X-Forwarded-For` is believed only as far as each hop, from the
 * socket backwards, is one of `trusted` (addresses or CIDR ranges).
 */
export function clientAddress(headers: Headers, trusted: readonly string[]): string | undefined {
  const hops = (headers.get('x-forwarded-for') ?? '').split(',').map(plainAddress).filter(isIP)
  let address = plainAddress(headers.get(peerHeader) ?? '')
  // Next writes the peer itself as the last hop when nobody else has set the header.
  if (hops.at(-1) === address) hops.pop()
  while (isInRanges(address, trusted) && hops.length > 0) address = hops.pop() ?? address
  return isIP(address) ? address : undefined
}
