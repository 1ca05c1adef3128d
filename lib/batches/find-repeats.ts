import { sql } from 'drizzle-orm'
import type { Executor } from '#db/client.ts'
import { readSettings } from '#lib/settings/read-settings.ts'
import type { CheckedRows } from './checked-rows.ts'
import type { Repeat } from './types.ts'

/** Phones looked up, spread evenly over the file: enough to tell most from some. */
const sampleSize = 2_000
/** From this share on they are mostly the same people. */
const mostly = 0.5

type Asked = Pick<CheckedRows, 'rows' | 'firstId' | 'lastId' | 'templateId' | 'batchId'>

/**
 * Batches of the same template, of the hours that the settings name, to mostly the same people: the
 * three with most of them.
 */
export async function findRepeats(tx: Executor, asked: Asked): Promise<Repeat[]> {
  const { repeatHours } = await readSettings(tx)
  const { firstId, lastId, batchId = null } = asked
  const step = Math.max(1, Math.floor((lastId - firstId + 1) / sampleSize))
  const { rows } = await tx.execute<{ id: string; name: string; at: Date; share: string }>(sql`
    with sample as materialized (
      select distinct phone from ${asked.rows} r where id = any(
        array(select generate_series(${firstId}::bigint, ${lastId}::bigint, ${step}::bigint)))
    ), lately as materialized (
      select id, name, confirmed_at, created_at from batches
      where template_id = ${asked.templateId} and id is distinct from ${batchId}::uuid
        and state <> 'canceled' and confirmed_at > now() - make_interval(hours => ${repeatHours})
    )
    select b.id, b.name, b.confirmed_at as at,
      count(distinct s.phone)::float / (select count(*) from sample) as share
    from sample s join messages m on m.phone = s.phone
      and m.status not in ('canceled', 'blocked', 'rejected')
    join lately b on b.id = m.batch_id and b.created_at = m.created_at
    group by b.id, b.name, b.confirmed_at
    having count(distinct s.phone) >= ${mostly}::float8 * (select count(*) from sample)
    order by share desc, b.confirmed_at desc limit 3`)
  return rows.map(({ id, name, at, share }) => ({
    ...{ id, name, at: new Date(at).toISOString() },
    share: Math.round(Number(share) * 100) / 100,
  }))
}
