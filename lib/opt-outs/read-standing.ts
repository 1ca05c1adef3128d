import { and, desc, eq, isNull } from 'drizzle-orm'
import type { Executor } from '#db/client.ts'
import { blocklist, optOuts } from '#db/schema/opt-outs.ts'

export type OptOutEntry = {
  id: number
  source: 'reply' | 'import' | 'manual'
  at: Date
  undoneAt: Date | null
  undoReason: string | null
}
export type PhoneStanding = {
  /** The opt-out that holds now. */
  active: OptOutEntry | null
  /** All there ever were, newest first, at most 20. */
  history: OptOutEntry[]
  /** Why we ourselves write to it no more. */
  blocked: { reason: string; at: Date } | null
}

/** Whether we may write to a phone (11 digits), and what it asked for before. */
export async function readStanding(db: Executor, phone: string): Promise<PhoneStanding> {
  const [history, [blocked]] = await Promise.all([
    db
      .select({
        id: optOuts.id,
        source: optOuts.source,
        at: optOuts.createdAt,
        undoneAt: optOuts.undoneAt,
        undoReason: optOuts.undoReason,
      })
      .from(optOuts)
      .where(eq(optOuts.phone, phone))
      .orderBy(desc(optOuts.id))
      .limit(20),
    db
      .select({ reason: blocklist.reason, at: blocklist.createdAt })
      .from(blocklist)
      .where(and(eq(blocklist.phone, phone), isNull(blocklist.undoneAt))),
  ])
  return {
    active: history.find((entry) => entry.undoneAt === null) ?? null,
    history,
    blocked: blocked ?? null,
  }
}
