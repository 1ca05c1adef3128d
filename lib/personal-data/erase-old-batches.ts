import { type SQL, sql } from 'drizzle-orm'
import type { Tx } from '#db/client.ts'
import { erasedPhoneOf } from '#lib/messages/erased-phone.ts'
import type { Turn } from './in-portions.ts'
import { summaryWithoutPeople } from './summary.ts'

type Place = { id: string; createdAt: string; firstId: string | null; lastId: string | null }

/**
 * True of a batch whose people another one is held against before it goes out or on: one that is made
 * of it, or further on of that one, and has not ended. What was made of a batch stays as long as it:
 * a third one made of both must not take those whom the second has.
 */
const isNeeded = sql`(exists (
    with recursive made as (
      select id, state from batches one where one.source_batch_id = batches.id
      union all
      select further.id, further.state from batches further join made on further.source_batch_id = made.id
    ) select from made where state not in ('finished', 'aborted', 'canceled'))
  or exists (select from batches source
    where source.id = batches.source_batch_id and source.phones_erased_at is null))`

/** The batch that ended first of those kept long enough and not erased yet; one that a vendor holds ends with its time. */
async function takeOldest(tx: Tx, days: number, todo: SQL): Promise<Place | undefined> {
  const { rows } = await tx.execute<Place>(sql`
    select id, created_at::text as "createdAt", first_id as "firstId", last_id as "lastId"
    from batches
    where state in ('finished', 'aborted', 'canceled') and ${todo}
      and coalesce(greatest(finished_at, scheduled_at), created_at) < now() - make_interval(days => ${days})
    order by finished_at, id limit 1 for update skip locked`)
  return rows[0]
}

/** Phones and values of one ended batch, a portion at a time; its counts and rows stay. */
export async function eraseOldMessages(tx: Tx, days: number, most: number): Promise<Turn> {
  const batch = await takeOldest(tx, days, sql`phones_erased_at is null and not ${isNeeded}`)
  if (!batch) return { erased: 0, more: false }
  const { rowCount } = await tx.execute(sql`
    update messages m set phone = ${erasedPhoneOf(sql`m.phone`)}, values = '{}'
    where m.created_at = ${batch.createdAt}::timestamptz and m.id in (
      select id from messages
      where created_at = ${batch.createdAt}::timestamptz and batch_id = ${batch.id}
        and id between ${batch.firstId} and ${batch.lastId} and phone not like '%*'
      order by id limit ${most})`)
  const erased = rowCount ?? 0
  if (erased === most) return { erased, more: true }
  await tx.execute(sql`update submissions set detail = null
    where batch_id = ${batch.id} and detail is not null`)
  await tx.execute(sql`update batches set phones_erased_at = now(),
    summary = (${summaryWithoutPeople}) - 'repeats', pause_reason = pause_reason - 'detail'
    where id = ${batch.id}`)
  return { erased, more: true }
}

/** The lines of its file that could not be sent to: which rows and why stays. */
export async function eraseOldRefused(tx: Tx, days: number, most: number): Promise<Turn> {
  const todo = sql`refused_erased_at is null and (summary->>'refused')::int > 0`
  const batch = await takeOldest(tx, days, todo)
  if (!batch) return { erased: 0, more: false }
  const { rowCount } = await tx.execute(sql`
    update refused_rows set line = '', params = null
    where batch_id = ${batch.id} and row in (
      select row from refused_rows where batch_id = ${batch.id} and (line <> '' or params is not null)
      order by row limit ${most})`)
  const erased = rowCount ?? 0
  if (erased === most) return { erased, more: true }
  await tx.execute(sql`update batches set refused_erased_at = now(),
    summary = ${summaryWithoutPeople} where id = ${batch.id}`)
  return { erased, more: true }
}
