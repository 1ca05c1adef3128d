import { checkPublished } from '#lib/audit/check-published.ts'
import { readHeads } from '#lib/audit/read-heads.ts'
import { type AuditProblem, type Verification, verifyAudit } from '#lib/audit/verify.ts'
import { withDemoEnv } from '#lib/env/find-demo.ts'
import { readEnv } from '#lib/env/read-env.ts'
import { fill } from '#lib/i18n/fill.ts'
import { formatTime } from '#lib/i18n/format-time.ts'
import type { Answer, Cli } from '../cli.ts'
import { resolvePath } from '../resolve-path.ts'

/** Lines that people can read; all of them are in JSON. */
const mostShown = 50

/** Compares the log with its seal; exit status 1 when something does not fit. */
export async function auditVerify(cli: Cli, options: { heads?: string }): Promise<Answer> {
  const { audit } = readEnv(withDemoEnv())
  const file = options.heads === undefined ? audit.headFile : resolvePath(options.heads)
  const outside = file ? await readHeads(file) : { heads: [], unreadable: 0 }
  const { db } = await cli.context()
  const found = await verifyAudit(db, audit.keys, outside.heads)
  if (file) found.problems.push(...(await checkPublished(db, file)))
  const ok = found.problems.length === 0
  const { unreadable } = outside
  return {
    json: { ok, headFile: file ?? null, unreadableLines: unreadable, ...found },
    text: [...describe(cli, found, file, unreadable)].join('\n'),
    status: ok ? 0 : 1,
  }
}

function* describe(
  { words }: Cli,
  found: Verification,
  file: string | undefined,
  unreadable: number,
): Generator<string> {
  const { says } = words
  for (const problem of found.problems.slice(0, mostShown)) yield describeProblem(words, problem)
  const more = found.problems.length - mostShown
  if (more > 0) yield fill(says.auditMore, { count: more })
  const until = found.sealedUntil ? formatTime(found.sealedUntil, 'second') : '—'
  const { sealed, waiting, heads } = found
  yield fill(says.auditRead, { sealed, waiting, heads, until })
  if (!file) yield says.auditInsideOnly
  if (file) yield fill(says.auditOutside, { file, count: found.outsideHeads })
  if (unreadable > 0) yield fill(says.auditUnreadable, { count: unreadable })
  yield found.problems.length === 0 ? says.auditOk : says.auditBroken
}

function describeProblem({ audit }: Cli['words'], problem: AuditProblem): string {
  const source = 'source' in problem ? audit[problem.source] : ''
  return fill(audit[problem.kind], {
    entryId: '',
    position: '',
    count: '',
    seconds: '',
    ...problem,
    source,
  })
}
