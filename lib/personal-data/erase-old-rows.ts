import { sql } from 'drizzle-orm'
import type { Tx } from '#db/client.ts'
import { erasedPhoneOf } from '#lib/messages/erased-phone.ts'
import type { Turn } from './in-portions.ts'

type Table = { name: 'raw_callbacks' | 'inbound_messages' | 'delivery_reports'; at: string }
type Range = { after: number; last: number; rows: number }

const pushes: Table = { name: 'raw_callbacks', at: 'received_at' }
const replies: Table = { name: 'inbound_messages', at: 'received_at' }
const reports: Table = { name: 'delivery_reports', at: 'created_at' }

/** The next rows by id that are all old enough, from where the last turn ended. */
async function takeRange(
  tx: Tx,
  { name, at }: Table,
  { days, most }: { days: number; most: number },
): Promise<Range | undefined> {
  const { rows } = await tx.execute<{ after: string; last: string | null; rows: string }>(sql`
    with place as (
      select coalesce(max(last_id), 0) as after from erasures where name = ${name}
    ), portion as materialized (
      select t.id, t.${sql.identifier(at)} < now() - make_interval(days => ${days}) as due
      from ${sql.identifier(name)} t, place where t.id > place.after
      order by t.id limit ${most}
    )
    select (select after from place), max(id) as last, count(*) as rows from portion
    where id < coalesce((select min(id) from portion where not due), 9223372036854775807)`)
  const [found] = rows
  if (!found?.last) return undefined
  return { after: Number(found.after), last: Number(found.last), rows: Number(found.rows) }
}

const within = ({ after, last }: Range) => sql`id > ${after} and id <= ${last}`

async function remember(tx: Tx, { name }: Table, { last }: Range): Promise<void> {
  await tx.execute(sql`insert into erasures (name, last_id) values (${name}, ${last})
    on conflict (name) do update set last_id = excluded.last_id`)
}

/**
 * Bodies and queries of pushes and pulled answers; one that nobody could read in all that time never
 * is. What waits to be applied stays until it was: somebody's opt-out may be in it.
 */
export async function eraseOldPushes(tx: Tx, days: number, most: number): Promise<Turn> {
  const late = await eraseLateUnreadable(tx, days, most)
  const range = await takeRange(tx, pushes, { days, most })
  if (!range) return { erased: late, more: late > 0 }
  const { rowCount } = await tx.execute(sql`
    update raw_callbacks set body = '', query = '' where ${within(range)} and state <> 'received'`)
  await remember(tx, pushes, range)
  return { erased: late + (rowCount ?? 0), more: true }
}

const passed = sql`id <= (select last_id from erasures where name = ${pushes.name})`

/** Those that waited when their turn came, and could not be read since: kept as long as others are. */
async function eraseLateUnreadable(tx: Tx, days: number, most: number): Promise<number> {
  const { rowCount } = await tx.execute(sql`
    update raw_callbacks set body = '', query = '' where state = 'unreadable' and id in (
      select id from raw_callbacks where state = 'unreadable' and ${passed}
        and applied_at < now() - make_interval(days => ${days}) and (body <> '' or query <> '')
      limit ${most})`)
  return rowCount ?? 0
}

/** No push's time is over earlier: the setting begins with seven days. */
const leastMs = 6 * 86_400_000

/** A push that was applied only when its time was over goes at once. */
export async function eraseOverduePush(
  tx: Tx,
  { id, receivedAt }: { id: number; receivedAt: Date },
): Promise<void> {
  if (Date.now() - receivedAt.getTime() < leastMs) return
  await tx.execute(sql`
    update raw_callbacks set body = '', query = ''
    where id = ${id} and received_at = ${receivedAt} and ${passed}`)
}

/** Phones of reports that no message was found for, or that disagreed. */
export async function eraseOldReports(tx: Tx, days: number, most: number): Promise<Turn> {
  const range = await takeRange(tx, reports, { days, most })
  if (!range) return { erased: 0, more: false }
  await tx.execute(sql`update delivery_reports set phone = null where ${within(range)}`)
  await remember(tx, reports, range)
  return { erased: range.rows, more: true }
}

/** Who replied and what; that there was a reply, and an opt-out that it led to, stays. */
export async function eraseOldReplies(tx: Tx, days: number, most: number): Promise<Turn> {
  const range = await takeRange(tx, replies, { days, most })
  if (!range) return { erased: 0, more: false }
  await tx.execute(sql`
    update inbound_messages set phone = ${erasedPhoneOf(sql`phone`)}, content = '',
      fingerprint = 'erased/' || id
    where ${within(range)} and fingerprint not like 'erased/%'`)
  await remember(tx, replies, range)
  return { erased: range.rows, more: true }
}
