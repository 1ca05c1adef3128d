import { sql } from 'drizzle-orm'
import type { Executor } from '#db/client.ts'
import type { MessageStatus } from '#lib/messages/status.ts'

/** Messages of one day, channel, status, code and carrier. */
export type Figure = {
  /** Of the call, yyyy-MM-dd in Asia/Shanghai. */
  day: string
  channelId: string
  status: MessageStatus
  code: string
  carrier: string
  messages: number
  segments: number
}

/** What was called since `first` (a day in Asia/Shanghai): the rollup and what is not yet folded into it. */
export async function readFigures(db: Executor, first: string): Promise<Figure[]> {
  const { rows } = await db.execute<Record<keyof Figure, string>>(sql`
    select day::text, channel_id as "channelId", status, code, carrier,
      sum(messages) as messages, sum(segments) as segments
    from (
      select day, channel_id, status, code, carrier, messages, segments
      from daily_counts where day >= ${first}::date
      union all
      select day, channel_id, status, code, carrier, messages, segments
      from count_deltas where day >= ${first}::date
    ) f
    group by 1, 2, 3, 4, 5 having sum(messages) <> 0`)
  return rows.map((row) => ({
    ...row,
    status: row.status as MessageStatus,
    messages: Number(row.messages),
    segments: Number(row.segments),
  }))
}
