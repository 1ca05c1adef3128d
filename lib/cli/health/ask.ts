import { checkHealth } from '#lib/health/check.ts'
import type { Answer, Cli } from '../cli.ts'
import { formatFacts } from '../table.ts'

const databaseWords = {
  ok: 'wellYes',
  'not migrated': 'wellNotMigrated',
  unreachable: 'wellNo',
} as const

/** Exit status 1 when not all is well; the document says what. */
export async function health(cli: Cli): Promise<Answer> {
  const ctx = await cli.context()
  const found = await checkHealth(ctx.db)
  const { columns, says } = cli.words
  if (!found.ok) cli.note(says.unhealthy)
  const worker = found.worker === 'none' ? says.workerNone : `${says.wellYes} (${found.workers})`
  return {
    json: found,
    text: formatFacts([
      [columns.database, says[databaseWords[found.database]]],
      [columns.worker, found.worker === 'unknown' ? '?' : worker],
      [columns.audit, auditWords(says)[found.audit]],
    ]),
    status: found.ok ? 0 : 1,
  }
}

const auditWords = ({ wellYes, auditLate }: Cli['words']['says']) => ({
  ok: wellYes,
  late: auditLate,
  unknown: '?',
})
