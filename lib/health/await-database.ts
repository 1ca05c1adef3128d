import { setTimeout as sleep } from 'node:timers/promises'
import { classifyDatabaseError, innermost } from '#db/classify-error.ts'
import { connect, type Db } from '#db/client.ts'
import { isMigrated } from '#db/schema-state.ts'
import cliWords from '#lib/i18n/en/cli.ts'
import { fill } from '#lib/i18n/fill.ts'

/** The database cannot be used; the message says why and what to do, in English as in every log. */
export class DatabaseUnusable extends Error {
  override name = 'DatabaseUnusable'
}

const { problems } = cliWords
/** A database that is being started: worth a wait. Wrong names and passwords are not. */
const passing = /^(ECONN|ENOTFOUND|EAI_|ETIMEDOUT|EHOST|ENETUNREACH|EPIPE|08|57P)/

/**
 * Resolves once `url` answers and its schema is this code's. Waits up to `waitMs` for a server that
 * cannot be reached; throws DatabaseUnusable after that, or at once when waiting is of no use.
 */
export async function awaitDatabase(url: string, waitMs = 10_000): Promise<void> {
  const db = connect(url, { name: 'sms-start', max: 1 })
  const end = Date.now() + waitMs
  try {
    for (;;) {
      const problem = await findProblem(db)
      if (!problem) return
      if (!problem.mayPass || Date.now() >= end) throw new DatabaseUnusable(problem.text)
      await sleep(Math.min(500, waitMs))
    }
  } finally {
    await db.$client.end()
  }
}

async function findProblem(db: Db): Promise<{ text: string; mayPass: boolean } | undefined> {
  try {
    if (await isMigrated(db)) return undefined
    const message = 'it lacks what this version needs'
    return { text: fill(problems.not_migrated, { message }), mayPass: false }
  } catch (error) {
    const { code = '', message = '' } = innermost(error) as { code?: string; message?: string }
    const isAway = classifyDatabaseError(error) === 'unreachable'
    const words = isAway ? problems.database_unreachable : problems.failed
    const text = fill(words, { message: message || code || String(error) })
    return { text, mayPass: isAway && (code === '' || passing.test(code)) }
  }
}
