import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  hkdfSync,
  randomBytes,
} from 'node:crypto'

export type Keyring = { current: string; keys: ReadonlyMap<string, Buffer> }

/**
 * Reads `id:base64key[,id2:base64key2…]`; the first is used to seal, all open. Throws on a key
 * that is not 32 bytes.
 */
export function readKeyring(text: string): Keyring {
  const entries = text.split(',').map((part) => {
    const at = part.indexOf(':')
    const key = Buffer.from(part.slice(at + 1), 'base64')
    if (at < 1 || key.length !== 32)
      throw new Error(`not id:base64 of 32 bytes: ${part.slice(0, at)}`)
    return [part.slice(0, at).trim(), key] as const
  })
  const first = entries[0]
  if (!first) throw new Error('no key')
  return { current: first[0], keys: new Map(entries) }
}

/** Node takes tags of four bytes too, which one can guess. */
const wholeTag = { authTagLength: 16 }

function keyOf(keyring: Keyring, id: string): Buffer {
  const key = keyring.keys.get(id)
  if (!key) throw new Error(`ENCRYPTION_KEYS has no key '${id}'`)
  return key
}

/** AES-256-GCM; `place` (table, row, column) is authenticated, so a sealed value cannot be moved. */
export function seal(keyring: Keyring, place: string, plain: string): string {
  const iv = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', keyOf(keyring, keyring.current), iv)
  cipher.setAAD(Buffer.from(place))
  const body = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()])
  const packed = Buffer.concat([iv, cipher.getAuthTag(), body]).toString('base64url')
  return `${keyring.current}.${packed}`
}

/** Opens what `seal` made for the same place. Throws when the key is missing or a bit differs. */
export function open(keyring: Keyring, place: string, sealed: string): string {
  const dot = sealed.lastIndexOf('.')
  const packed = Buffer.from(sealed.slice(dot + 1), 'base64url')
  const decipher = createDecipheriv(
    'aes-256-gcm',
    keyOf(keyring, sealed.slice(0, dot)),
    packed.subarray(0, 12),
    wholeTag,
  )
  decipher.setAAD(Buffer.from(place))
  decipher.setAuthTag(packed.subarray(12, 28))
  return Buffer.concat([decipher.update(packed.subarray(28)), decipher.final()]).toString('utf8')
}

export const keyIdOf = (sealed: string): string => sealed.slice(0, sealed.lastIndexOf('.'))

/** Hex sha256: how secrets that are only compared are stored. */
export const fingerprint = (text: string): string => createHash('sha256').update(text).digest('hex')

/**
 * A short text that stands for another in an address (a phone in a search), the same one each
 * time and readable only with the key: AES-256-GCM with an iv derived from the text.
 */
export function toOpaque(keyring: Keyring, purpose: string, plain: string): string {
  const key = purposeKey(keyring, keyring.current, purpose)
  const iv = createHmac('sha256', key).update(plain).digest().subarray(0, 12)
  const cipher = createCipheriv('aes-256-gcm', key, iv)
  const body = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()])
  return `${keyring.current}.${Buffer.concat([iv, cipher.getAuthTag(), body]).toString('base64url')}`
}

/** Undefined when the text was not made by `toOpaque` for the same purpose. */
export function fromOpaque(keyring: Keyring, purpose: string, opaque: string): string | undefined {
  const dot = opaque.lastIndexOf('.')
  const packed = Buffer.from(opaque.slice(dot + 1), 'base64url')
  if (dot < 1 || packed.length < 28 || !keyring.keys.has(opaque.slice(0, dot))) return undefined
  const key = purposeKey(keyring, opaque.slice(0, dot), purpose)
  const decipher = createDecipheriv('aes-256-gcm', key, packed.subarray(0, 12), wholeTag)
  decipher.setAuthTag(packed.subarray(12, 28))
  try {
    return Buffer.concat([decipher.update(packed.subarray(28)), decipher.final()]).toString('utf8')
  } catch {
    return undefined
  }
}

const purposeKey = (keyring: Keyring, id: string, purpose: string): Buffer =>
  Buffer.from(hkdfSync('sha256', keyOf(keyring, id), '', purpose, 32))
