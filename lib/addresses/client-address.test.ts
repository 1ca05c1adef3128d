import { expect, test } from 'vitest'
import { clientAddress } from './client-address.ts'

const from = (peer: string, forwarded: string | undefined, trusted: string[] = []) =>
  clientAddress(
    new Headers({ 'x-peer-address': peer, ...(forwarded ? { 'x-forwarded-for': forwarded } : {}) }),
    trusted,
  )

test.each([
  ['the socket, when there is no proxy', '203.0.113.5', undefined, [], '203.0.113.5'],
  ['not what a stranger claims', '203.0.113.5', '198.51.100.1', [], '203.0.113.5'],
  ['what a trusted proxy says', '10.0.0.5', '198.51.100.1', ['10.0.0.5'], '198.51.100.1'],
  [
    'the nearest hop that is not trusted',
    '10.0.0.5',
    '1.1.1.1, 198.51.100.1, 10.1.2.3',
    ['10.0.0.0/8'],
    '198.51.100.1',
  ],
  ['the peer that Next repeats', '10.0.0.5', '10.0.0.5', ['10.0.0.5'], '10.0.0.5'],
  ['IPv4 within IPv6', '::ffff:10.0.0.5', '198.51.100.1', ['10.0.0.5'], '198.51.100.1'],
  ['IPv6 ranges', 'fd00::5', '2001:db8::7', ['fd00::/8'], '2001:db8::7'],
  ['nothing that is no address', '10.0.0.5', 'unknown', ['10.0.0.5'], '10.0.0.5'],
  ['a hop with its port', '10.0.0.5', '1.1.1.1, 198.51.100.1:51234', ['10.0.0.5'], '198.51.100.1'],
  ['the peer again, with its port', '10.0.0.5', '10.0.0.5:4711', ['10.0.0.5'], '10.0.0.5'],
  [
    'IPv6 with a port, then brackets alone',
    'fd00::5',
    '1.1.1.1, [2001:db8::7]:51234, [fd00::6]',
    ['fd00::/8'],
    '2001:db8::7',
  ],
  ['nothing behind what is no address', '10.0.0.5', '1.1.1.1, unknown', ['10.0.0.5'], '10.0.0.5'],
  ['nor behind nothing', '10.0.0.5', '1.1.1.1, ', ['10.0.0.5'], '10.0.0.5'],
  ['nor behind a broken port', '10.0.0.5', '1.1.1.1, 2.2.2.2:x', ['10.0.0.5'], '10.0.0.5'],
])('%s', (_, peer, forwarded, trusted, expected) => {
  expect(from(peer, forwarded, trusted)).toBe(expected)
})

test('unknown when nobody noted the peer, whatever is forwarded', () => {
  expect(from('', '198.51.100.1', ['10.0.0.5'])).toBeUndefined()
})
