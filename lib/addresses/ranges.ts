import { BlockList, isIP } from 'node:net'

/** An address as it is compared: IPv4 in IPv6 form becomes plain IPv4. */
export const plainAddress = (text: string): string => text.trim().replace(/^::ffff:(?=\d+\.)/i, '')

const family = (address: string): 'ipv4' | 'ipv6' => (isIP(address) === 6 ? 'ipv6' : 'ipv4')

/** Whether a text is an address or a CIDR range: 10.0.0.5, 10.1.0.0/16, fd00::/8. */
export function isRange(text: string): boolean {
  const [address = '', bits, ...rest] = text.split('/')
  const version = isIP(address)
  if (!version || rest.length > 0) return false
  return (
    bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (version === 6 ? 128 : 32))
  )
}

function toBlockList(ranges: readonly string[]): BlockList {
  const list = new BlockList()
  for (const range of ranges) {
    const [address = '', bits] = range.split('/')
    if (!isIP(address)) continue
    if (bits) list.addSubnet(address, Number(bits), family(address))
    else list.addAddress(address, family(address))
  }
  return list
}

/** Whether an address lies in one of the ranges; what is no address lies in none. */
export function isInRanges(address: string, ranges: readonly string[]): boolean {
  const plain = plainAddress(address)
  return isIP(plain) !== 0 && toBlockList(ranges).check(plain, family(plain))
}

/**
 * What an address is counted under: itself, or the /64 of an IPv6 address, since whoever has one of
 * those has them all.
 */
export function networkOf(address: string): string {
  const plain = plainAddress(address)
  if (isIP(plain) !== 6) return plain
  const [head = '', tail] = plain.split('%')[0]?.toLowerCase().split('::') ?? []
  const before = head ? head.split(':') : []
  const after = tail ? tail.split(':') : []
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - before.length - after.length)
  const groups = [...before, ...Array(zeros).fill('0'), ...after].slice(0, 4)
  return `${groups.map((group) => Number.parseInt(group, 16).toString(16)).join(':')}::/64`
}
