import { UserError } from '#lib/errors.ts'

const words =
  /ECONNREFUSED|ECONNRESET|terminat|starting up|shutting down|recovery|timeout|connection/i

/** True for a database that is away, and for a verb that came too late because others were faster. */
export function isTransient(error: unknown): boolean {
  if (error instanceof UserError) return true
  for (let one = error; one instanceof Error; one = one.cause)
    if (words.test(one.message)) return true
  return false
}

/** The innermost words of an error, which of a failed query are PostgreSQL's. */
export function describeError(error: unknown): string {
  const cause = error instanceof Error ? error.cause : undefined
  return cause ? describeError(cause) : String(error).slice(0, 500)
}
