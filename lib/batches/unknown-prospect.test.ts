import { expect, test } from 'vitest'
import { providers, type Vendor } from '#lib/providers/registry.ts'
import { type Prospect, prospectOf } from './unknown-prospect.ts'

const cases: [Vendor, number, Prospect][] = [
  ['upyun', 1, 'asked'],
  ['upyun', 71, 'asked'],
  ['upyun', 72, 'person'],
  ['infocloud', 1, 'pulled'],
  ['infocloud', 25, 'pushed'],
  ['infocloud', 72, 'person'],
  ['zhuanxinyun', 71, 'pulled'],
  ['zhuanxinyun', 72, 'person'],
  ['veesing', 1, 'pushed'],
  ['veesing', 72, 'person'],
]

test.each(cases)('%s, a call of %d hours: %s', (vendor, hours, prospect) => {
  expect(prospectOf(providers[vendor], { settings: {}, hours })).toBe(prospect)
})

test('one whose pull the vendor opens for an account: by the channel’s settings', () => {
  const of = (pullsOpen: boolean) =>
    prospectOf(providers.smsadmin, { settings: { pullsOpen }, hours: 1 })
  expect([of(true), of(false)]).toEqual(['pulled', 'pushed'])
})

test('a pull that asks by the vendor’s ids only, or is not open, finds none of them', () => {
  const age = { settings: {}, hours: 1 }
  expect(prospectOf({ pullReports: { idsPerAsk: 10 } }, age)).toBe('pushed')
  expect(prospectOf({ pullReports: { isOpen: () => false } }, age)).toBe('pushed')
  expect(prospectOf({ pullReports: { isOpen: () => true } }, age)).toBe('pulled')
})
