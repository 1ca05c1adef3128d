import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { fromOpaque, open, readKeyring, seal, toOpaque } from './keyring.ts'

const newKey = () => randomBytes(32).toString('base64')
const [first, second] = [newKey(), newKey()]
const keys = readKeyring(`k1:${first}`)
const rotated = readKeyring(`k2:${second},k1:${first}`)

test('opens what it sealed, with an older key too, and at its own place only', () => {
  const sealed = seal(keys, 'channels/1/credentials', '秘密')
  expect(open(rotated, 'channels/1/credentials', sealed)).toBe('秘密')
  expect(() => open(keys, 'channels/2/credentials', sealed)).toThrow()
  expect(() => open(readKeyring(`k2:${second}`), 'channels/1/credentials', sealed)).toThrow(/k1/)
})

test.each([4, 8, 12, 15])('a tag cut to %d bytes opens nothing', (length) => {
  const packed = Buffer.from(seal(keys, 'p', '').slice('k1.'.length), 'base64url')
  const cut = packed.subarray(0, 12 + length).toString('base64url')
  expect(() => open(keys, 'p', `k1.${cut}`)).toThrow()
})

test('an opaque text is the same each time, and reads for its own purpose only', () => {
  const opaque = toOpaque(keys, 'phone', '13800138000')
  expect(toOpaque(keys, 'phone', '13800138000')).toBe(opaque)
  expect(fromOpaque(rotated, 'phone', opaque)).toBe('13800138000')
  expect(fromOpaque(keys, 'other', opaque)).toBeUndefined()
  expect(fromOpaque(keys, 'phone', `${opaque.slice(0, -4)}AAAA`)).toBeUndefined()
  expect(fromOpaque(keys, 'phone', 'k1.short')).toBeUndefined()
})
