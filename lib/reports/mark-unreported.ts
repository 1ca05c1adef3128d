import { sql } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { appendDeltas } from '#lib/counts/delta.ts'
import { moveDeltas, toMove } from '#lib/counts/move.ts'
import { carrierOf } from '#lib/providers/carriers.ts'

/** Vendors give up on a report after this long; a later one still counts. */
export const reportHours = 72

/** Marks messages of one batch that have waited too long for a report; gives how many. */
export async function markUnreported(db: Db): Promise<number> {
  const { rows } = await db.execute<{ id: string; channel_id: string }>(sql`
    select b.id, b.channel_id from batches b join batch_counts c on c.batch_id = b.id and c.status = 'submitted'
    where c.messages > 0 and b.started_at < now() - make_interval(hours => ${reportHours}) and exists (
      select 1 from messages m where m.created_at = b.created_at and m.id between b.first_id and b.last_id
        and m.batch_id = b.id and m.status = 'submitted'
        and m.submitted_at < now() - make_interval(hours => ${reportHours}))
      and (not b.held_by_vendor or b.scheduled_at < now() - make_interval(hours => ${reportHours}))
    limit 1`)
  const batch = rows[0]
  return batch ? markBatch(db, batch.id, batch.channel_id) : 0
}

async function markBatch(db: Db, batchId: string, channelId: string): Promise<number> {
  return db.transaction(async (tx) => {
    const { rows } = await tx.execute<Record<string, unknown>>(sql`
      with cur as (
        select m.id, m.created_at from batches b join messages m
          on m.created_at = b.created_at and m.id between b.first_id and b.last_id and m.batch_id = b.id
        where b.id = ${batchId} and m.status = 'submitted'
          and m.submitted_at < now() - make_interval(hours => ${reportHours})
        order by m.id limit 20000 for update of m
      ), moved as (
        update messages m set status = 'unreported' from cur where m.id = cur.id and m.created_at = cur.created_at
        returning m.phone, m.segments, m.submission_id, m.code
      )
      select 'submitted' as was, 'unreported' as now, moved.code as now_code, moved.phone, 1 as messages, moved.segments,
        to_char(s.created_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD') as day
      from moved join submissions s on s.id = moved.submission_id`)
    const moves = rows.map((row) =>
      toMove({ ...row, carrier: carrierOf(row.phone as string) }, row.day as string),
    )
    await appendDeltas(tx, { batchId, channelId }, moves.flatMap(moveDeltas))
    return moves.length
  })
}
