import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { guardLookup, isAllowed, isPublicAddress, isReachable } from './outbound-guard.ts'

describe('isPublicAddress', () => {
  it.each([
    '0.0.0.0',
    '10.0.0.1',
    '100.64.0.1',
    '100.100.100.200',
    '127.0.0.1',
    '127.255.255.254',
    '168.63.129.16',
    '169.254.169.254',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.1.1',
    '198.18.0.1',
    '224.0.0.1',
    '240.0.0.1',
    '255.255.255.255',
    '::',
    '::1',
    'fe80::1',
    'fe80::1%eth0',
    'fc00::1',
    'fd00:ec2::254',
    'ff02::1',
    '::ffff:8.8.8.8',
    '::ffff:7f00:1',
    '::7f00:1',
    '64:ff9b::a00:1',
    '2002:a00:1::',
    '2001:0:a00:1::',
    '2001:db8::1',
    '',
    'name',
  ])('%s is not', (address) => {
    expect(isPublicAddress(address)).toBe(false)
  })
  it.each(['8.8.8.8', '172.32.0.1', '100.128.0.1', '223.5.5.5', '2400:3200::1', '2606:4700::1111'])(
    '%s is',
    (address) => {
      expect(isPublicAddress(address)).toBe(true)
    },
  )
  it('no address inside 10/8, 127/8 or 192.168/16 passes, mapped or not', () => {
    const byte = fc.integer({ min: 0, max: 255 })
    fc.assert(
      fc.property(fc.constantFrom('10.1', '127.0', '192.168'), byte, byte, (net, c, d) => {
        const address = `${net}.${c}.${d}`
        return !isPublicAddress(address) && !isPublicAddress(`::ffff:${address}`)
      }),
    )
  })
})

describe('guardLookup', () => {
  const resolved = (addresses: string[], all: boolean) =>
    new Promise((resolve) => {
      const lookup = guardLookup((_, __, done) =>
        done(
          null,
          addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
        ),
      )
      lookup('name.test', { all }, (error, address) => resolve(error ?? address))
    })

  it('passes only public addresses on', async () => {
    expect(await resolved(['10.0.0.1', '8.8.8.8'], true)).toEqual([
      { address: '8.8.8.8', family: 4 },
    ])
    expect(await resolved(['127.0.0.1', '8.8.8.8'], false)).toBe('8.8.8.8')
  })
  it('refuses a name that has none', async () => {
    const refused = { code: 'address_not_allowed' }
    expect(await resolved(['10.0.0.1', '::ffff:127.0.0.1'], true)).toMatchObject(refused)
    expect(await resolved([], false)).toMatchObject(refused)
  })
  it('gives the resolver’s own error on', async () => {
    const error = Object.assign(new Error('no such name'), { code: 'ENOTFOUND' })
    const got = await new Promise((resolve) =>
      guardLookup((_, __, done) => done(error, []))('x', {}, (e) => resolve(e)),
    )
    expect(got).toBe(error)
  })
})

describe('isReachable', () => {
  const finding = (addresses: string[], error: Error | null = null) =>
    isReachable(new URL('https://sms.internal'), ['gateway:8080'], (_, __, done) =>
      done(
        error,
        addresses.map((address) => ({ address, family: 4 })),
      ),
    )
  it.each([
    ['http://10.0.0.5:8080', false],
    ['http://[::1]:8080', false],
    ['http://8.8.8.8', true],
    ['http://gateway:8080', true],
  ])('%s: %s', async (url, reachable) => {
    expect(await isReachable(new URL(url), ['gateway:8080'])).toBe(reachable)
  })
  it('a name is judged by its addresses, and not at all while it has none', async () => {
    expect(await finding(['10.0.0.5'])).toBe(false)
    expect(await finding(['10.0.0.5', '8.8.8.8'])).toBe(true)
    expect(await finding([], new Error('ENOTFOUND'))).toBe(true)
  })
})

describe('isAllowed', () => {
  const allow = ['Forward.Local:8080', '[::1]:443', '10.0.0.5:80']
  it.each([
    ['http://forward.local:8080/x', true],
    ['http://forward.local/x', false],
    ['https://[::1]/', true],
    ['http://10.0.0.5', true],
    ['https://10.0.0.5', false],
  ])('%s: %s', (url, expected) => {
    expect(isAllowed(new URL(url), allow)).toBe(expected)
  })
})
