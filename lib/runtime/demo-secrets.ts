import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

export type DemoSecrets = {
  superuserPassword: string
  ownerPassword: string
  applicationPassword: string
  authSecret: string
  encryptionKeys: string
  administratorPassword: string
}

const random = (bytes: number): string => randomBytes(bytes).toString('base64url')
/** Without characters that are easily taken for each other: people type this one. */
const letters = 'abcdefghijkmnpqrstuvwxyz23456789'
const readable = (): string =>
  [...randomBytes(16)].map((byte, at) => (at % 4 || !at ? '' : '-') + letters[byte % 32]).join('')

const makeSecrets = (): DemoSecrets => ({
  superuserPassword: random(24),
  ownerPassword: random(24),
  applicationPassword: random(24),
  authSecret: random(48),
  encryptionKeys: `demo:${randomBytes(32).toString('base64')}`,
  administratorPassword: readable(),
})

/** Writes as a whole or not at all, readable by this user alone. */
export function writePrivateJson(file: string, value: unknown): void {
  const draft = `${file}.${process.pid}`
  writeFileSync(draft, `${JSON.stringify(value, null, 2)}\n`, { mode: 0o600 })
  renameSync(draft, file)
}

/** The demo's secrets, made on the first start; `fresh` says that they were made just now. */
export function loadSecrets(dataDir: string): { secrets: DemoSecrets; fresh: boolean } {
  const file = join(dataDir, 'secrets.json')
  if (existsSync(file)) return { secrets: JSON.parse(readFileSync(file, 'utf8')), fresh: false }
  const secrets = makeSecrets()
  writePrivateJson(file, secrets)
  return { secrets, fresh: true }
}
