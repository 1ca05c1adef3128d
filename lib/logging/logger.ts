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

/** JSON lines on standard output: secrets removed by name, phones masked wherever they stand. */
export const logger = pino({
  level: process.env.LOG_LEVEL ?? 'info',
  base: undefined,
  timestamp: pino.stdTimeFunctions.isoTime,
  formatters: { level: (label) => ({ level: label }) },
  redact: {
    paths: secrets.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]),
    censor: '[removed]',
  },
  hooks: { streamWrite: maskPhones },
})
