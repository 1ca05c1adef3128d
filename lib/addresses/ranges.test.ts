import { expect, test } from 'vitest'
import { isInRanges, isRange, networkOf } from './ranges.ts'

test.each(['10.0.0.5', '10.1.0.0/16', 'fd00::/8', '::1', '0.0.0.0/0'])('%s is a range', (text) =>
  expect(isRange(text)).toBe(true),
)

test.each([
  '',
  'x',
  '10.0.0',
  '10.0.0.0/33',
  '10.0.0.0/',
  '10.0.0.0/8/8',
  'fd00::/129',
  '1.2.3.4/-1',
])('%j is none', (text) => expect(isRange(text)).toBe(false))

test('an address lies in its ranges, in whatever form it is written', () => {
  expect(isInRanges('10.1.2.3', ['10.1.0.0/16'])).toBe(true)
  expect(isInRanges('::ffff:10.1.2.3', ['10.1.0.0/16'])).toBe(true)
  expect(isInRanges('10.2.0.1', ['10.1.0.0/16', '192.0.2.1'])).toBe(false)
  expect(isInRanges('fd00::1', ['fd00::/8'])).toBe(true)
  expect(isInRanges('nowhere', ['0.0.0.0/0'])).toBe(false)
})

test.each([
  ['192.0.2.7', '192.0.2.7'],
  ['::ffff:192.0.2.7', '192.0.2.7'],
  ['2001:DB8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['2001:db8:1:2::9', '2001:db8:1:2::/64'],
  ['2001:db8::9', '2001:db8:0:0::/64'],
  ['::1', '0:0:0:0::/64'],
])('%s counts under %s', (address, network) => expect(networkOf(address)).toBe(network))
