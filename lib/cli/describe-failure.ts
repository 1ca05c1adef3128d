import { CommanderError } from 'commander'
import { classifyDatabaseError, innermost } from '#db/classify-error.ts'
import { fill } from '#lib/i18n/fill.ts'
import type { Cli } from './cli.ts'
import { describeUsage } from './usage.ts'

type Failure = { text: string; status: number }

/** What went wrong in the reader's language, and the exit status: 1, wrong usage 2, sent before 5, Ctrl-C 130. */
export async function describeFailure(cli: Cli, error: unknown): Promise<Failure> {
  const { words } = cli
  if (error instanceof CommanderError) {
    if (error.exitCode === 0) return { text: '', status: 0 }
    const message = describeUsage(words, error)
    return { text: message && fill(words.usage.error, { message }), status: 2 }
  }
  if (isNamed(error, 'AbortError')) return { text: words.says.stopped, status: 130 }
  if (isNamed(error, 'EnvError')) {
    const found = process.env.DATABASE_URL ? '' : `${words.problems.no_environment}\n`
    return { text: found + error.message, status: 1 }
  }
  return (await describeKnown(cli, error)) ?? describeUnknown(cli, error)
}

const isNamed = (error: unknown, name: string): error is Error =>
  error instanceof Error && error.name === name

/** Options whose value a verb reads: what is wrong with them is wrong usage. */
const usageCodes = ['bad_time', 'phone_not_mobile', 'vendor_unknown']

/** What a script must be able to tell from an error. */
const ownStatuses: Record<string, number> = { sent_before: 5 }

async function describeKnown({ locale, words }: Cli, error: unknown): Promise<Failure | undefined> {
  const [{ describeError }, { describeIssues }, { UserError }, { z }] = await Promise.all([
    import('#lib/i18n/describe-error.ts'),
    import('#lib/i18n/describe-issues.ts'),
    import('#lib/errors.ts'),
    import('zod'),
  ])
  if (error instanceof z.ZodError) {
    const told = Object.entries(describeIssues(locale, error.issues))
    const message = told.map(([field, text]) => (field ? `${field}: ${text}` : text)).join('\n')
    return { text: fill(words.usage.error, { message }), status: 2 }
  }
  const known = describeError(locale, error)
  if (!known) return undefined
  if (!(error instanceof UserError)) return { text: known.message, status: 1 }
  const own = (words.problems as Record<string, string>)[error.code]
  const isUsage = usageCodes.includes(error.code) || error.field?.startsWith('settings.')
  return {
    text: own ? fill(own, error.params) : known.message,
    status: isUsage ? 2 : (ownStatuses[error.code] ?? 1),
  }
}

function describeUnknown({ words: { problems } }: Cli, error: unknown): Failure {
  const inner = innermost(error)
  const { code = '', message = '' } = inner as { code?: string; message?: string }
  const text = message || code || String(inner)
  const problem = classifyDatabaseError(error)
  if (problem === 'not_migrated') {
    return { text: fill(problems.not_migrated, { message: text }), status: 1 }
  }
  const words = problem === 'unreachable' ? problems.database_unreachable : problems.failed
  return { text: fill(words, { message: text }), status: 1 }
}
