import type { Instrumentation } from 'next'
import { hideParameters, logger } from '#lib/logging/logger.ts'

const levels = ['error', 'warn'] as const
type Printer = Pick<Console, (typeof levels)[number]>

/** Errors that a line with their route has told of. */
const told = new WeakSet<object>()

/**
 * From now on what is printed as an error or a warning is one line of the log: Next prints errors of
 * pages itself, over many lines and with what stands in them, and has no setting against it.
 */
export function logConsole(printer: Printer = console): void {
  for (const level of levels) {
    printer[level] = (...parts: unknown[]) => {
      const err = parts.find((part) => part instanceof Error)
      const line = () => logger[level]({ ...(err ? { err } : {}) }, toText(parts))
      // Of an error of a page Next tells `logRequestError` at once, which knows more.
      if (err) setImmediate(() => told.has(err) || line())
      else line()
    }
  }
}

/** Next's hook: an error of a page, an action or a route, with the route's pattern and no value of it. */
export const logRequestError: Instrumentation.onRequestError = (err, { method }, context) => {
  if (err instanceof Error) told.add(err)
  const { routePath: route, routeType: kind } = context
  logger.error({ err, method, route, kind }, 'request failed')
}

const colours = new RegExp(`${String.fromCharCode(27)}\\[[\\d;]*m`, 'g')

/** The texts among the parts; what is neither text nor error may hold anything, so only its kind is said. */
const toText = (parts: unknown[]): string =>
  parts
    .filter((part) => !(part instanceof Error))
    .map((part) => (typeof part === 'string' ? hideParameters(part) : `[${typeof part}]`))
    .join(' ')
    .replace(colours, '')
