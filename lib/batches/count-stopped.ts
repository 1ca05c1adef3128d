import { type SQL, sql } from 'drizzle-orm'
import type { Executor } from '#db/client.ts'
import { ofCategories, sentToday } from '#lib/dispatch/sent-today.ts'
import type { Category } from '#lib/providers/vocabulary.ts'
import { readSettings } from '#lib/settings/read-settings.ts'
import { isStoppedByOptOut, perDayOf } from '#lib/settings/rules.ts'
import { type CheckedRows, listedRows } from './checked-rows.ts'
import type { Stopped } from './types.ts'

/** What would be blocked if it went out now: by the lists, else by the console's cap a day. */
export async function countStopped(
  tx: Executor,
  { rows, template: { category } }: Pick<CheckedRows, 'rows' | 'template'>,
): Promise<Stopped> {
  const settings = await readSettings(tx)
  const perDay = perDayOf(settings, category)
  const listed = listedRows(rows, isStoppedByOptOut(settings, category))
  const stopped = perDay === null ? listed : capRows(listed, category, perDay)
  const found = await tx.execute<Record<keyof Stopped, string>>(sql`
    select count(*) filter (where stop = 'opt_out') as "optedOut",
      count(*) filter (where stop = 'blocklist') as "blocklisted",
      count(*) filter (where stop = 'cap') as capped,
      coalesce(sum(segments), 0) as "stoppedSegments"
    from ${stopped} stopped where stop is not null and id > 0`)
  const [row] = found.rows
  return {
    optedOut: Number(row?.optedOut),
    blocklisted: Number(row?.blocklisted),
    capped: Number(row?.capped),
    stoppedSegments: Number(row?.stoppedSegments),
  }
}

/**
 * The first rows of a phone go, as many as the day has left for it. Added up and not joined: rows a
 * moment old look like a few, and would be held against each other.
 */
const capRows = (listed: SQL, category: Category, perDay: number): SQL => sql`(
  select segments, coalesce(stop,
    case when sum(n) over (partition by phone order by id) > ${perDay} then 'cap' end) as stop, id
  from (
    select id, phone, segments, stop, 1 as n from ${listed} l
    union all
    select 0 as id, phone, 0 as segments, null as stop, n
    from ${sentToday(ofCategories([category]))} t
  ) every)`
