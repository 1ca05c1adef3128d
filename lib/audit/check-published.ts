import { desc, isNotNull } from 'drizzle-orm'
import type { Executor } from '#db/client.ts'
import { auditHeads } from '#db/schema/audit.ts'
import { readHeads } from './read-heads.ts'
import type { AuditProblem } from './verify.ts'

/**
 * A head that the database calls kept outside and that the file ends before: whoever may mark heads
 * can keep them from being told. The file is read after the database, so that it is never behind.
 */
export async function checkPublished(db: Executor, file: string): Promise<AuditProblem[]> {
  const [newest] = await db
    .select({ position: auditHeads.position })
    .from(auditHeads)
    .where(isNotNull(auditHeads.publishedAt))
    .orderBy(desc(auditHeads.position))
    .limit(1)
  if (!newest) return []
  const { heads } = await readHeads(file)
  const told = heads.some((head) => head.position >= newest.position)
  return told ? [] : [{ kind: 'not_outside', position: newest.position }]
}
