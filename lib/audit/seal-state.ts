import { desc, isNotNull, sql } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { auditEntries, auditHeads, auditLinks, auditUnsealed } from '#db/schema/audit.ts'
import { findOverdue } from './unsealed.ts'

export type SealState = {
  /** When the newest sealed entry was written; null when none is sealed. */
  sealedUntil: Date | null
  /** Entries written since. */
  waiting: number
  /** Seconds that the oldest of them has waited, when that is too long. */
  overdueSeconds: number | null
  /** When a signed head last left the database; null when it never did. */
  publishedAt: Date | null
}

/** How far the log is sealed against changes, for a line on the screen. */
export async function readSealState(db: Db): Promise<SealState> {
  const [[sealed], waiting, [published], overdue] = await Promise.all([
    db
      .select({ at: auditEntries.at })
      .from(auditLinks)
      .innerJoin(auditEntries, sql`${auditEntries.id} = ${auditLinks.entryId}`)
      .orderBy(desc(auditLinks.position))
      .limit(1),
    db.$count(auditUnsealed),
    db
      .select({ at: auditHeads.publishedAt })
      .from(auditHeads)
      .where(isNotNull(auditHeads.publishedAt))
      .orderBy(desc(auditHeads.position))
      .limit(1),
    findOverdue(db),
  ])
  return {
    sealedUntil: sealed?.at ?? null,
    waiting,
    overdueSeconds: overdue?.seconds ?? null,
    publishedAt: published?.at ?? null,
  }
}
