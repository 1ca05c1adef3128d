import { asc, eq, gt, sql } from 'drizzle-orm'
import type { Db, Tx } from '#db/client.ts'
import { auditEntries, auditHeads, auditLinks } from '#db/schema/audit.ts'
import { type HashedEntry, hashedColumns, linkHash, noHash } from './chain.ts'
import { type AuditKeys, checkHead, type Head } from './keys.ts'
import { findOverdue } from './unsealed.ts'

/** What is wrong, and where: places of the chain, or ids of entries. */
export type AuditProblem =
  /** The entry is not the one that was sealed: edited, or another put in its place. */
  | { kind: 'entry_changed'; position: number; entryId: number }
  | { kind: 'entry_deleted'; position: number; entryId: number }
  /** Places of the chain are gone from here on. */
  | { kind: 'links_missing'; position: number; count: number }
  /** The chain says something else than a head that was signed at the time. */
  | { kind: 'rewritten'; position: number; source: HeadSource }
  /** A head that was signed lies beyond the end of the chain. */
  | { kind: 'cut_off'; position: number; source: HeadSource }
  | { kind: 'head_forged' | 'head_key_unknown'; position: number; source: HeadSource }
  /** Older than what was sealed long before it: put in afterwards. */
  | { kind: 'backdated'; position: number; entryId: number }
  /** Links behind the last signed head: only sealing makes links, and it signs. */
  | { kind: 'not_signed'; position: number }
  /** Not sealed though newer ones are: put in later, or taken out of the queue. */
  | { kind: 'left_out'; entryId: number }
  /** Waits for its seal for longer than sealing takes: nobody seals, or somebody holds it up. */
  | { kind: 'overdue'; entryId: number; seconds: number }
  /** The database says that it was told outside, and it was not. */
  | { kind: 'not_outside'; position: number }
export type HeadSource = 'database' | 'outside'

export type Verification = {
  problems: AuditProblem[]
  /** Links read. */
  sealed: number
  /** Entries that wait for the next turn. */
  waiting: number
  /** Heads compared, inside and outside. */
  heads: number
  outsideHeads: number
  /** Of the newest entry sealed. */
  sealedUntil: Date | null
}

const pageSize = 5_000
/** No transaction lasts as long: whatever is older than its place by more was not written then. */
const longestMs = 3_600_000

/**
 * Reads the whole log in one snapshot and compares each entry with its link, each link with the one
 * before, and the chain with every signed head: those of the database, and `outside` ones.
 */
export function verifyAudit(db: Db, keys: AuditKeys, outside: Head[]): Promise<Verification> {
  return db.transaction(
    async (tx) => {
      const inside = await tx.select().from(auditHeads).orderBy(asc(auditHeads.position))
      const hashes = new Map<number, string | undefined>(
        [...inside, ...outside].map((head) => [head.position, undefined]),
      )
      const walked = await walk(tx, hashes)
      const last = { position: walked.sealed, hashes }
      const late = await readLeftOut(tx)
      const overdue = await findOverdue(tx)
      return {
        ...walked,
        problems: [
          ...walked.problems,
          ...inside.flatMap((head) => judge(keys, head, last, 'database')),
          ...outside.flatMap((head) => judge(keys, head, last, 'outside')),
          ...unsigned(inside, walked.end),
          ...late.leftOut.map((entryId) => ({ kind: 'left_out' as const, entryId })),
          ...(overdue ? [{ kind: 'overdue' as const, ...overdue }] : []),
        ],
        waiting: late.waiting,
        heads: inside.length + outside.length,
        outsideHeads: outside.length,
      }
    },
    { isolationLevel: 'repeatable read', accessMode: 'read only' },
  )
}

type Walked = Pick<Verification, 'problems' | 'sealed' | 'sealedUntil'> & { end: number }
type Link = { position: number; entryId: number; hash: string; entry: HashedEntry | null }

/** Goes along the chain; puts the hash of each place asked for into `hashes`. */
async function walk(tx: Tx, hashes: Map<number, string | undefined>): Promise<Walked> {
  const walked: Walked = { problems: [], sealed: 0, sealedUntil: null, end: 0 }
  let before = noHash
  for (;;) {
    const links = await readLinks(tx, walked.end)
    for (const link of links) {
      walked.problems.push(...judgeLink(link, walked.end, before))
      if (hashes.has(link.position)) hashes.set(link.position, link.hash)
      noteTime(walked, link)
      before = link.hash
      walked.end = link.position
      walked.sealed += 1
    }
    if (links.length < pageSize) return walked
  }
}

function noteTime(walked: Walked, { entry, position, entryId }: Link): void {
  if (!entry) return
  const [at, newest] = [new Date(`${entry.at}Z`), walked.sealedUntil]
  if (newest && newest.getTime() - at.getTime() > longestMs)
    walked.problems.push({ kind: 'backdated', position, entryId })
  if (!newest || at > newest) walked.sealedUntil = at
}

function judgeLink(link: Link, end: number, before: string): AuditProblem[] {
  const { position, entryId, entry } = link
  const count = position - end - 1
  const gap: AuditProblem[] = count > 0 ? [{ kind: 'links_missing', position: end + 1, count }] : []
  if (!entry) return [...gap, { kind: 'entry_deleted', position, entryId }]
  // Behind a gap the hash before is not known, so this link's own cannot be judged.
  if (count > 0 || linkHash(before, position, entry) === link.hash) return gap
  return [{ kind: 'entry_changed', position, entryId }]
}

async function readLinks(tx: Tx, after: number): Promise<Link[]> {
  const { position, entryId, hash } = auditLinks
  const rows = await tx
    .select({ position, entryId, hash, entry: hashedColumns })
    .from(auditLinks)
    .leftJoin(auditEntries, eq(auditEntries.id, auditLinks.entryId))
    .where(gt(auditLinks.position, after))
    .orderBy(asc(auditLinks.position))
    .limit(pageSize)
  // Without an entry its columns, being expressions, are all null but there.
  return rows.map((row) => ({ ...row, entry: row.entry?.id ? row.entry : null }))
}

function judge(
  keys: AuditKeys,
  head: Head,
  chain: { hashes: Map<number, string | undefined> },
  source: HeadSource,
): AuditProblem[] {
  const { position } = head
  const state = checkHead(keys, head)
  if (state === 'forged') return [{ kind: 'head_forged', position, source }]
  if (state === 'key_unknown') return [{ kind: 'head_key_unknown', position, source }]
  const hash = chain.hashes.get(position)
  if (hash === undefined) return [{ kind: 'cut_off', position, source }]
  return hash === head.hash ? [] : [{ kind: 'rewritten', position, source }]
}

function unsigned(inside: Head[], end: number): AuditProblem[] {
  const last = inside.at(-1)?.position ?? 0
  return end > last ? [{ kind: 'not_signed', position: last + 1 }] : []
}

/** Entries without a link: those that wait for their turn, and those that should have one. */
async function readLeftOut(tx: Tx): Promise<{ waiting: number; leftOut: number[] }> {
  const { rows } = await tx.execute<{ id: string; queued: boolean }>(sql`
    select e.id, exists (select from audit_unsealed u where u.entry_id = e.id) as queued
    from audit_entries e
    where not exists (select from audit_links l where l.entry_id = e.id) order by e.id`)
  return {
    waiting: rows.filter((row) => row.queued).length,
    leftOut: rows.filter((row) => !row.queued).map((row) => Number(row.id)),
  }
}
