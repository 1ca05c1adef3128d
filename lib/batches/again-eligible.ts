import { type SQL, sql } from 'drizzle-orm'
import type { Executor } from '#db/client.ts'
import { UserError } from '#lib/errors.ts'
import { againKinds } from './again-kinds.ts'
import { type Link, listLinks } from './again-links.ts'
import type { Batch } from './lock-batch.ts'

type Rows = Pick<Batch, 'id' | 'createdAt' | 'firstId' | 'lastId'>

const isOf = (m: SQL, { id, createdAt, firstId, lastId }: Rows): SQL =>
  sql`${m}.created_at = ${createdAt} and ${m}.batch_id = ${id}
    and ${m}.id between ${firstId} and ${lastId}`

const [m, p] = [sql.raw('m'), sql.raw('p')]

/** Whom a new batch of `links` may be made of, over messages `m` of the nearest source. */
export function whereEligible(links: [Link, ...Link[]]): SQL {
  const values = isExact(links) ? sql`p.values = m.values` : sql`true`
  const isAmong = (batch: Rows, where: SQL) => sql`exists (
    select 1 from messages p where ${isOf(p, batch)} and p.phone = m.phone and ${values} and ${where})`
  const [nearest, ...further] = links
  const conditions = [
    againKinds[nearest.kind].where(m, nearest.vendor),
    ...further.map(({ source, kind, vendor }) =>
      isAmong(source, againKinds[kind].where(p, vendor)),
    ),
    ...links.flatMap(({ others }) => others.map((other) => sql`not ${isAmong(other, sql`true`)}`)),
  ]
  return sql.join(conditions, sql` and `)
}

/** People are told apart by their values too, unless a template's variables have changed between. */
const isExact = (links: Link[]): boolean => links.every(({ exact }) => exact)

/**
 * Before a batch made of another one goes out or on: each that it would still send to may be sent to
 * as when its draft was made, and no other batch has them. Throws UserError `again_changed {count}`.
 * Does nothing for a batch of a file.
 */
export async function checkAgain(tx: Executor, batch: Batch): Promise<void> {
  const links = await listLinks(tx, batch)
  if (links.length === 0) return
  const count = await countChanged(tx, batch, links)
  if (count > 0) throw new UserError('again_changed', { count })
}

async function countChanged(tx: Executor, batch: Batch, links: Link[]): Promise<number> {
  const every = addUp(batch, links, { mine: sql`m.status = 'queued'`, theirs: sql`true` })
  const { rows } = await tx.execute<{ count: string }>(sql`
    select coalesce(sum(cardinality(ids)), 0) as count from ${every} every where not due`)
  return Number(rows[0]?.count)
}

/**
 * Which of a batch's messages, by id, may still be sent to as `checkAgain` wants it: a report may
 * have come since. `phones` are theirs.
 */
export async function listStillDue(
  tx: Executor,
  batch: Rows,
  links: Link[],
  { ids, phones }: { ids: number[]; phones: string[] },
): Promise<Set<number>> {
  const every = addUp(batch, links, {
    mine: sql`m.id = any(${sql.param(ids)}::bigint[])`,
    theirs: sql`m.phone = any(${sql.param(phones)}::text[])`,
  })
  const { rows } = await tx.execute<{ id: string }>(
    sql`select unnest(ids) as id from ${every} every where due`,
  )
  return new Set(rows.map(({ id }) => Number(id)))
}

/**
 * By person: the batch's messages among `mine`, and whether they are `due` by what became of
 * `theirs`. Added up and not joined: rows a moment old look to the planner like a few.
 */
function addUp(batch: Rows, links: Link[], { mine, theirs }: { mine: SQL; theirs: SQL }): SQL {
  const values = isExact(links) ? sql`m.values` : sql`null::text[]`
  const rowsOf = (rows: Rows, where: SQL, is: { mine?: true; good?: number; taken?: true }) =>
    sql`select m.phone, ${values} as values, ${is.mine ? sql`m.id` : sql`null::bigint`} as id,
      ${is.good ?? 0}::int as good, ${is.taken ?? false}::bool as taken
      from messages m where ${isOf(m, rows)} and ${where}`
  const parts = [
    rowsOf(batch, mine, { mine: true }),
    ...links.flatMap(({ source, kind, vendor, others }, n) => [
      rowsOf(source, sql`${theirs} and ${againKinds[kind].where(m, vendor)}`, { good: 2 ** n }),
      ...others.map((other) => rowsOf(other, theirs, { taken: true })),
    ]),
  ]
  return sql`(
    select array_remove(array_agg(id), null) as ids,
      bit_or(good) = ${2 ** links.length - 1}::int and not bool_or(taken) as due
    from (${sql.join(parts, sql` union all `)}) rows
    group by phone, values having count(id) > 0)`
}
