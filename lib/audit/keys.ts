import { createHash, createHmac, hkdfSync, timingSafeEqual } from 'node:crypto'

/** Keys that heads are signed with: the first signs, all verify. By id, which tells nothing of the key. */
export type AuditKeys = { current: string; keys: ReadonlyMap<string, Buffer> }

/** A state of the chain: its last link and when that was reached. */
export type HeadState = { position: number; hash: string; sealedAt: Date }
export type Head = HeadState & { keyId: string; signature: string }

/** Keys from secrets of at least 32 characters, the newest first. */
export function makeAuditKeys(secrets: string[]): AuditKeys {
  const entries = secrets.map((secret) => {
    const key = Buffer.from(hkdfSync('sha256', secret, '', 'audit heads', 32))
    return [createHash('sha256').update(key).digest('hex').slice(0, 12), key] as const
  })
  const [first] = entries
  if (!first) throw new Error('no audit key')
  return { current: first[0], keys: new Map(entries) }
}

export function signHead({ current, keys }: AuditKeys, state: HeadState): Head {
  return { ...state, keyId: current, signature: sign(keys.get(current) as Buffer, state) }
}

/** Whether one of the keys signed this very state. */
export function checkHead({ keys }: AuditKeys, head: Head): 'signed' | 'key_unknown' | 'forged' {
  const key = keys.get(head.keyId)
  if (!key) return 'key_unknown'
  const [wanted, given] = [Buffer.from(sign(key, head)), Buffer.from(head.signature)]
  return wanted.length === given.length && timingSafeEqual(wanted, given) ? 'signed' : 'forged'
}

const sign = (key: Buffer, { position, hash, sealedAt }: HeadState): string =>
  createHmac('sha256', key)
    .update(JSON.stringify([position, hash, sealedAt.toISOString()]))
    .digest('hex')
