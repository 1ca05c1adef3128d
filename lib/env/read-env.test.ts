import { randomBytes } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { EnvError, readEnv, readMigrationEnv } from './read-env.ts'

const key = (): string => randomBytes(32).toString('base64')
const good = {
  NODE_ENV: 'production',
  DATABASE_URL: 'postgres://sms_app:secret@db:5432/sms',
  AUTH_SECRET: 'x'.repeat(32),
  ENCRYPTION_KEYS: `k2:${key()},k1:${key()}`,
  PUBLIC_URL: 'https://sms.example.com/',
} as const

const messageOf = (run: () => unknown): string => {
  try {
    run()
  } catch (error) {
    if (error instanceof EnvError) return error.message
    throw error
  }
  throw new Error('It was accepted.')
}

test('reads a whole environment; what may be left out has no effect', () => {
  const env = readEnv({ ...good, TRUSTED_PROXIES: '' })
  expect(env.encryptionKeys.current).toBe('k2')
  expect(env).toMatchObject({
    publicUrl: 'https://sms.example.com',
    callbackOrigin: 'https://sms.example.com',
    trustedProxies: [],
    outboundAllow: [],
    logLevel: 'info',
  })
})

test('reads lists', () => {
  const env = readEnv({
    ...good,
    TRUSTED_PROXIES: '10.0.0.5, fd00::/8',
    OUTBOUND_ALLOW: 'Gateway.internal:8080,127.0.0.1:4010',
  })
  expect(env.trustedProxies).toEqual(['10.0.0.5', 'fd00::/8'])
  expect(env.outboundAllow).toEqual(['gateway.internal:8080', '127.0.0.1:4010'])
})

test('names every missing variable at once, and how to make it', () => {
  const message = messageOf(() => readEnv({ NODE_ENV: 'production', DATABASE_URL: '' }))
  for (const name of ['DATABASE_URL', 'AUTH_SECRET', 'ENCRYPTION_KEYS', 'PUBLIC_URL'])
    expect(message).toContain(`${name} is not set`)
  expect(message).toContain('openssl rand -base64 32')
})

describe('refuses', () => {
  test.each([
    ['DATABASE_URL', 'mysql://a@b/c'],
    ['AUTH_SECRET', 'short'],
    ['ENCRYPTION_KEYS', 'k1:c2hvcnQ='],
    ['ENCRYPTION_KEYS', key()],
    ['PUBLIC_URL', 'https://sms.example.com/console'],
    ['PUBLIC_URL', 'ftp://sms.example.com'],
    ['PUBLIC_URL', 'sms.example.com'],
    ['TRUSTED_PROXIES', '10.0.0.0/40'],
    ['TRUSTED_PROXIES', 'proxy'],
    ['OUTBOUND_ALLOW', 'gateway.internal'],
    ['OUTBOUND_ALLOW', 'gateway:99999'],
    ['LOG_LEVEL', 'loud'],
  ])('%s=%s', (name, value) => {
    const message = messageOf(() => readEnv({ ...good, [name]: value }))
    expect(message).toContain(`  ${name} `)
  })
})

test('what is refused is not repeated: it may be a secret', () => {
  const typo = { AUTH_SECRET: 'hunter2hunter2', ENCRYPTION_KEYS: 'k1-hunter2' }
  expect(messageOf(() => readEnv({ ...good, ...typo }))).not.toContain('hunter2')
})

test('migrating needs both addresses', () => {
  expect(messageOf(() => readMigrationEnv(good))).toContain('MIGRATION_DATABASE_URL is not set')
})

describe('the seal of the audit log', () => {
  test('has a key of its own, or one derived from AUTH_SECRET', () => {
    const derived = readEnv(good).audit
    expect(derived).toMatchObject({ headFile: undefined, headUrl: undefined })
    expect(readEnv(good).audit.keys.current).toBe(derived.keys.current)
    const own = readEnv({ ...good, AUDIT_KEY: `${'n'.repeat(32)},${'o'.repeat(32)}` }).audit.keys
    expect(own.keys.size).toBe(2)
    expect(own.current).not.toBe(derived.keys.current)
  })

  test.each([
    ['AUDIT_KEY', 'short', 'fewer than 32'],
    ['AUDIT_HEAD_FILE', 'heads.jsonl', 'no whole path'],
    ['AUDIT_HEAD_URL', 'ftp://log.example.com', 'no http(s) address'],
  ])('%s=%s is refused', (name, value, why) => {
    expect(messageOf(() => readEnv({ ...good, [name]: value }))).toContain(`${name} `)
    expect(messageOf(() => readEnv({ ...good, [name]: value }))).toContain(why)
  })
})
