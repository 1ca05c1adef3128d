import { isAbsolute } from 'node:path'
import { z } from 'zod'
import { isRange } from '#lib/addresses/ranges.ts'
import { type AuditKeys, makeAuditKeys } from '#lib/audit/keys.ts'
import { type Keyring, readKeyring } from '#lib/crypto/keyring.ts'

export type Env = {
  databaseUrl: string
  authSecret: string
  /** Sealed values open with any of the keys; the first one seals. */
  encryptionKeys: Keyring
  /** Origin, without a slash at the end. */
  publicUrl: string
  /** Origin that vendors push to, without a slash at the end: `publicUrl` unless one is named. */
  callbackOrigin: string
  /** Addresses and CIDR ranges whose X-Forwarded-For is believed. */
  trustedProxies: string[]
  /** `host:port` on private networks that base URLs may point at, in lower case. */
  outboundAllow: string[]
  /** What signs the state of the audit log, and where that is kept outside the database. */
  audit: { keys: AuditKeys; headFile?: string | undefined; headUrl?: string | undefined }
  logLevel: string
}
export type MigrationEnv = { databaseUrl: string; migrationDatabaseUrl: string }

/** The environment does not do; the message lists every problem and how to mend it. */
export class EnvError extends Error {
  override name = 'EnvError'
}

const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const

const hints = {
  DATABASE_URL:
    "Set the application's role: DATABASE_URL=postgres://sms_app:PASSWORD@HOST:5432/sms",
  MIGRATION_DATABASE_URL:
    "Set the owner's role: MIGRATION_DATABASE_URL=postgres://sms_owner:PASSWORD@HOST:5432/sms",
  AUTH_SECRET: 'Set at least 32 characters of chance. To make one: openssl rand -base64 48',
  ENCRYPTION_KEYS:
    'Set id:key, the key being 32 bytes in base64; older keys may follow after commas. To make one: echo "k1:$(openssl rand -base64 32)"',
  PUBLIC_URL:
    'Set the address that people and vendors use, without a path: PUBLIC_URL=https://sms.example.com',
  CALLBACK_URL:
    'Set the address that leads to the receiver, without a path, or leave it out: CALLBACK_URL=https://push.example.com',
  TRUSTED_PROXIES: 'Set addresses or ranges, or leave it out: TRUSTED_PROXIES=10.0.0.5,10.1.0.0/16',
  OUTBOUND_ALLOW: 'Set host:port, or leave it out: OUTBOUND_ALLOW=gateway.internal:8080',
  AUDIT_KEY:
    'Set at least 32 characters of chance, older ones behind it after commas, or leave it out to derive one from AUTH_SECRET. To make one: openssl rand -base64 48',
  AUDIT_HEAD_FILE:
    'Set the whole path of a file that the owner of the database cannot write: AUDIT_HEAD_FILE=/var/lib/sms/audit-heads.jsonl',
  AUDIT_HEAD_URL:
    'Set an address that takes a POST of JSON: AUDIT_HEAD_URL=https://log.example.com/sms',
  LOG_LEVEL: `Set one of ${logLevels.join(', ')}, or leave it out.`,
} satisfies Record<string, string>
type Name = keyof typeof hints

/** A check that a function makes by throwing. */
function passes(check: () => unknown): boolean {
  try {
    check()
    return true
  } catch {
    // The message that matters is the hint: what was wrong may contain the secret itself.
    return false
  }
}

const isHostAndPort = (text: string): boolean =>
  /^[^\s/@]+:\d{1,5}$/.test(text) && passes(() => new URL(`http://${text}`))

const databaseUrl = z
  .string('is not set')
  .regex(/^postgres(ql)?:\/\/\S+$/, 'is no postgres:// address')
const list = (isItem: (text: string) => boolean, message: string) =>
  z
    .string()
    .default('')
    .transform((text) =>
      text
        .split(',')
        .map((item) => item.trim())
        .filter(Boolean),
    )
    .refine((items) => items.every(isItem), message)

const origin = z
  .string('is not set')
  .refine((text) => passes(() => new URL(text)), 'is no address')
  .transform((text) => new URL(text))
  .refine((url) => /^https?:$/.test(url.protocol), 'is neither http nor https')
  .refine((url) => url.href === `${url.origin}/`, 'has a path, a query or a user in it')
  .transform((url) => url.origin)

const fields = {
  DATABASE_URL: databaseUrl,
  MIGRATION_DATABASE_URL: databaseUrl,
  AUTH_SECRET: z.string('is not set').min(32, 'is shorter than 32 characters'),
  ENCRYPTION_KEYS: z
    .string('is not set')
    .refine((text) => passes(() => readKeyring(text)), 'is not id:key with keys of 32 bytes')
    .transform((text) => readKeyring(text)),
  PUBLIC_URL: origin,
  CALLBACK_URL: origin.optional(),
  TRUSTED_PROXIES: list(isRange, 'has something that is neither an address nor a range'),
  OUTBOUND_ALLOW: list(isHostAndPort, 'has something that is not host:port'),
  AUDIT_KEY: list((item) => item.length >= 32, 'has a key of fewer than 32 characters'),
  AUDIT_HEAD_FILE: z.string().refine(isAbsolute, 'is no whole path').optional(),
  AUDIT_HEAD_URL: z
    .string()
    .refine((text) => /^https?:$/.test(URL.parse(text)?.protocol ?? ''), 'is no http(s) address')
    .optional(),
  LOG_LEVEL: z.enum(logLevels, 'is no level').default('info'),
}

type Parsed<K extends Name> = { [N in K]: z.output<(typeof fields)[N]> }

/** Empty counts as not set: that is how a compose file or a unit leaves a variable out. */
function parse<K extends Name>(names: K[], source: NodeJS.ProcessEnv): Parsed<K> {
  const given = Object.fromEntries(names.map((name) => [name, source[name] || undefined]))
  const shape = Object.fromEntries(names.map((name) => [name, fields[name]]))
  const result = z.object(shape).safeParse(given)
  if (result.success) return result.data as Parsed<K>
  const first = new Map(result.error.issues.map((issue) => [String(issue.path[0]), issue.message]))
  const lines = [...first].map(([name, text]) => `  ${name} ${text}.\n    ${hints[name as Name]}`)
  throw new EnvError(`The environment is not complete:\n${lines.join('\n')}`)
}

/** What console, worker and command line need. Throws EnvError. There are no default secrets. */
export function readEnv(source: NodeJS.ProcessEnv = process.env): Env {
  const names = ['DATABASE_URL', 'AUTH_SECRET', 'ENCRYPTION_KEYS', 'PUBLIC_URL'] as const
  const lists = ['TRUSTED_PROXIES', 'OUTBOUND_ALLOW', 'AUDIT_KEY'] as const
  const optional = ['CALLBACK_URL', 'AUDIT_HEAD_FILE', 'AUDIT_HEAD_URL', 'LOG_LEVEL'] as const
  const values = parse([...names, ...lists, ...optional], source)
  return {
    databaseUrl: values.DATABASE_URL,
    authSecret: values.AUTH_SECRET,
    encryptionKeys: values.ENCRYPTION_KEYS,
    publicUrl: values.PUBLIC_URL,
    callbackOrigin: values.CALLBACK_URL ?? values.PUBLIC_URL,
    trustedProxies: values.TRUSTED_PROXIES,
    outboundAllow: values.OUTBOUND_ALLOW.map((item) => item.toLowerCase()),
    audit: {
      keys: makeAuditKeys(values.AUDIT_KEY.length > 0 ? values.AUDIT_KEY : [values.AUTH_SECRET]),
      headFile: values.AUDIT_HEAD_FILE,
      headUrl: values.AUDIT_HEAD_URL,
    },
    logLevel: values.LOG_LEVEL,
  }
}

/** What migrating needs: the owner's address, and the application's for the grants. Throws EnvError. */
export function readMigrationEnv(source: NodeJS.ProcessEnv = process.env): MigrationEnv {
  const values = parse(['DATABASE_URL', 'MIGRATION_DATABASE_URL'], source)
  return {
    databaseUrl: values.DATABASE_URL,
    migrationDatabaseUrl: values.MIGRATION_DATABASE_URL,
  }
}
