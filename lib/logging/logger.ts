import pino from 'pino'
import { maskPhones } from './mask-phones.ts'

const secrets = [
  'password',
  'passwordHash',
  'credentials',
  'token',
  'secret',
  'authorization',
  'cookie',
]

/** The parameters of a query that failed: texts, hashes of passwords. The query alone tells enough. */
const parameters = /\nparams: [\s\S]*?(?=\n {4}at |\ncaused by: |$)/g

export const hideParameters = (text: string): string => text.replace(parameters, '')

/** PostgreSQL's words on the row it stumbled over: `Key (phone)=(…) already exists`. */
const ofRows = ['detail', 'where', 'internalQuery']

function hideValues(plain: pino.SerializedError): pino.SerializedError {
  plain.message = hideParameters(plain.message)
  plain.stack = hideParameters(plain.stack)
  delete plain.params
  // Only its errors name the routine; what a vendor says in `detail` stays.
  if ('routine' in plain) for (const name of ofRows) delete plain[name]
  for (const one of plain.aggregateErrors ?? []) hideValues(one)
  return plain
}

const writeError = (error: unknown): unknown =>
  error instanceof Error ? hideValues(pino.stdSerializers.err(error)) : error

/** JSON lines on standard output: secrets removed by name, queries without their parameters, phones masked wherever they stand. */
export const logger = pino({
  level: process.env.LOG_LEVEL ?? 'info',
  base: undefined,
  timestamp: pino.stdTimeFunctions.isoTime,
  formatters: { level: (label) => ({ level: label }) },
  redact: {
    paths: secrets.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]),
    censor: '[removed]',
  },
  serializers: { err: writeError },
  hooks: { streamWrite: maskPhones },
})
