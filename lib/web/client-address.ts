import { BlockList, isIP } from 'node:net'

/** Set by instrumentation.ts from the socket, whatever the caller sends. */
export const peerHeader = 'x-peer-address'

/**
 * The address a request came from. `X-Forwarded-For` is believed only as far as each hop, from the
 * socket backwards, is one of `trusted` (addresses or CIDR ranges).
 */
export function clientAddress(headers: Headers, trusted: readonly string[]): string | undefined {
  const hops = (headers.get('x-forwarded-for') ?? '').split(',').map(plain).filter(isIP)
  const list = toBlockList(trusted)
  let address = plain(headers.get(peerHeader) ?? '')
  // Next writes the peer itself as the last hop when nobody else has set the header.
  if (hops.at(-1) === address) hops.pop()
  while (isIP(address) && list.check(address, family(address)) && hops.length > 0) {
    address = hops.pop() ?? address
  }
  return isIP(address) ? address : undefined
}

const plain = (text: string): string => text.trim().replace(/^::ffff:(?=\d+\.)/, '')

const family = (address: string): 'ipv4' | 'ipv6' => (isIP(address) === 6 ? 'ipv6' : 'ipv4')

function toBlockList(trusted: readonly string[]): BlockList {
  const list = new BlockList()
  for (const entry of trusted) {
    const [address = '', bits] = entry.split('/')
    if (!isIP(address)) continue
    if (bits) list.addSubnet(address, Number(bits), family(address))
    else list.addAddress(address, family(address))
  }
  return list
}
