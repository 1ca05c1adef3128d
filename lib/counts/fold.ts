import { sql } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { codeLength } from '#lib/messages/storable-text.ts'
import { pass } from '#lib/points.ts'

/**
 * Moves appended deltas into the rollups, at most `limit` of them, in one statement: readers see
 * each delta either appended or folded. A code too long for the rollup's key is cut, not in the way
 * of all others. Gives how many it moved; 0 also when another process folds.
 */
export async function foldCounts(db: Db, limit = 20_000): Promise<number> {
  const folded = await db.transaction(async (tx) => {
    const lock = await tx.execute(
      sql`select pg_try_advisory_xact_lock(hashtext('fold_counts')) as mine`,
    )
    if (lock.rows[0]?.mine !== true) return 0
    const moved = await tx.execute(sql`
      with gone as (
        delete from count_deltas where id in (select id from count_deltas order by id limit ${limit})
        returning batch_id, channel_id, day, status, code, carrier, messages, segments
      ), by_batch as (
        insert into batch_counts (batch_id, status, messages, segments)
        select batch_id, status, sum(messages), sum(segments) from gone group by 1, 2 order by 1, 2
        on conflict (batch_id, status) do update set
          messages = batch_counts.messages + excluded.messages,
          segments = batch_counts.segments + excluded.segments
      ), by_day as (
        insert into daily_counts (day, channel_id, status, code, carrier, messages, segments)
        select day, channel_id, status, left(code, ${codeLength}), carrier, sum(messages), sum(segments) from gone
        where day is not null group by 1, 2, 3, 4, 5 order by 1, 2, 3, 4, 5
        on conflict (day, channel_id, status, code, carrier) do update set
          messages = daily_counts.messages + excluded.messages,
          segments = daily_counts.segments + excluded.segments
      )
      select count(*)::int as folded from gone`)
    pass('fold.uncommitted')
    return Number(moved.rows[0]?.folded ?? 0)
  })
  if (folded > 0) pass('fold.committed')
  return folded
}
