import { type SQL, sql } from 'drizzle-orm'
import { chinaMidnight } from './china-today.ts'

/**
 * A query of the phones written to today (Asia/Shanghai) with how often, `phone` and `n`, among the
 * batches `b` of which `isCounted` holds. By batch and call, because a file asks after every phone.
 */
export const sentToday = (isCounted: SQL): SQL => sql`(
  select m.phone, count(*) as n
  from batches b
  join submissions s on s.batch_id = b.id and s.created_at >= ${chinaMidnight}
  join messages m on m.created_at = s.messages_created_at
    and m.id between s.first_id and s.last_id and m.submission_id = s.id
  where (b.finished_at is null or b.finished_at >= ${chinaMidnight})
    and b.started_at > now() - interval '31 days' and ${isCounted}
    and m.status not in ('queued', 'blocked', 'canceled', 'rejected')
  group by m.phone)`

export const ofCategory = (category: string): SQL => sql`b.template->>'category' = ${category}`
export const ofChannels = (ids: string[]): SQL => sql`b.channel_id = any(${sql.param(ids)}::uuid[])`
export const ofTemplates = (ids: string[]): SQL =>
  sql`b.template_id = any(${sql.param(ids)}::uuid[])`
