import { asc, desc, eq, inArray, sql } from 'drizzle-orm'
import type { Db, Tx } from '#db/client.ts'
import { auditEntries, auditHeads, auditLinks, auditUnsealed } from '#db/schema/audit.ts'
import { type HashedEntry, hashedColumns, linkHash, noHash } from './chain.ts'
import { type AuditKeys, signHead } from './keys.ts'

/**
 * Chains what was committed since the last turn and signs the new head; gives how many entries. One
 * process at a time does it, in a transaction of its own: writing an entry never waits for it.
 */
export async function sealAudit(db: Db, keys: AuditKeys, limit = 1_000): Promise<number> {
  return db.transaction(async (tx) => {
    if (!(await takeTurn(tx))) return 0
    const entries = await readUnsealed(tx, limit)
    if (entries.length === 0) return 0
    const links = chain(await readLast(tx), entries)
    await tx.insert(auditLinks).values(links)
    await tx.delete(auditUnsealed).where(
      inArray(
        auditUnsealed.entryId,
        links.map((link) => link.entryId),
      ),
    )
    const { position, hash } = links.at(-1) as Link
    await tx.insert(auditHeads).values(signHead(keys, { position, hash, sealedAt: new Date() }))
    return entries.length
  })
}

type Link = typeof auditLinks.$inferInsert

async function takeTurn(tx: Tx): Promise<boolean> {
  const { rows } = await tx.execute<{ mine: boolean }>(
    sql`select pg_try_advisory_xact_lock(hashtext('seal-audit')) as mine`,
  )
  return rows[0]?.mine === true
}

const readUnsealed = (tx: Tx, limit: number): Promise<HashedEntry[]> =>
  tx
    .select(hashedColumns)
    .from(auditUnsealed)
    .innerJoin(auditEntries, eq(auditEntries.id, auditUnsealed.entryId))
    .orderBy(asc(auditUnsealed.entryId))
    .limit(limit)

async function readLast(tx: Tx): Promise<{ position: number; hash: string }> {
  const [last] = await tx
    .select({ position: auditLinks.position, hash: auditLinks.hash })
    .from(auditLinks)
    .orderBy(desc(auditLinks.position))
    .limit(1)
  return last ?? { position: 0, hash: noHash }
}

function chain(last: { position: number; hash: string }, entries: HashedEntry[]): Link[] {
  let { position, hash } = last
  return entries.map((entry) => {
    position += 1
    hash = linkHash(hash, position, entry)
    return { position, hash, entryId: Number(entry.id) }
  })
}
