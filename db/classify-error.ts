export type DatabaseProblem = 'unreachable' | 'not_migrated'

const noSchema = ['42P01', '42703', '3F000']
const noAnswer = /^(ECONN|ENOTFOUND|EAI_|ETIMEDOUT|EHOST|ENETUNREACH|EPIPE|08|28|3D|57P)/
/** Errors of the pool that carry no code. */
const noAnswerWords = /timeout exceeded when trying to connect|connection terminated/i

/** What is wrong with the database, by the error of a query; undefined when it is the query. */
export function classifyDatabaseError(error: unknown): DatabaseProblem | undefined {
  const { code = '', message = '' } = innermost(error) as { code?: string; message?: string }
  if (noSchema.includes(code)) return 'not_migrated'
  return noAnswer.test(code) || noAnswerWords.test(message) ? 'unreachable' : undefined
}

/** What drizzle wraps around an error repeats the query with its parameters. */
export function innermost(error: unknown): unknown {
  let inner = error
  while (inner instanceof Error && inner.cause instanceof Error) inner = inner.cause
  return inner
}
