import { sql } from 'drizzle-orm'
import type { Tx } from '#db/client.ts'
import { appendDeltas } from '#lib/counts/delta.ts'

/** Turns every queued message of a batch into `canceled`; gives how many. */
export async function cancelQueued(tx: Tx, batchId: string): Promise<number> {
  const { rows } = await tx.execute<Record<string, unknown>>(sql`
    with gone as (
      update messages m set status = 'canceled' from batches b
      where b.id = ${batchId} and m.created_at = b.created_at and m.batch_id = b.id
        and m.id between b.first_id and b.last_id and m.status = 'queued'
      returning m.channel_id, m.segments
    )
    select channel_id, count(*)::int as messages, sum(segments)::int as segments from gone group by 1`)
  const gone = rows[0]
  if (!gone) return 0
  const [messages, segments] = [Number(gone.messages), Number(gone.segments)]
  await appendDeltas(tx, { batchId, channelId: gone.channel_id as string }, [
    { status: 'queued', messages: -messages, segments: -segments },
    { status: 'canceled', messages, segments },
  ])
  return messages
}
