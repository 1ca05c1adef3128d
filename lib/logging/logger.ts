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

function hideParameters(plain: pino.SerializedError): pino.SerializedError {
  plain.message = plain.message.replace(parameters, '')
  plain.stack = plain.stack.replace(parameters, '')
  delete plain.params
  for (const one of plain.aggregateErrors ?? []) hideParameters(one)
  return plain
}

const writeError = (error: unknown): unknown =>
  error instanceof Error ? hideParameters(pino.stdSerializers.err(error)) : error

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
