import { type SQL, sql } from 'drizzle-orm'
import type { Category } from '#lib/providers/vocabulary.ts'
import { isOfToday } from './china-today.ts'
import { isSentMessage } from './counts-as-sent.ts'

/**
 * A query of the phones written to today (Asia/Shanghai) with how often, `phone` and `n`, among the
 * batches `b` of which `isCounted` holds. By batch and call, because a file asks after every phone.
 */
export const sentToday = (isCounted: SQL): SQL => sql`(
  select m.phone, count(*) as n
  from batches b
  join submissions s on s.batch_id = b.id and ${isOfToday(sql`s.created_at`)}
  join messages m on m.created_at = s.messages_created_at
    and m.id between s.first_id and s.last_id and m.submission_id = s.id
  where (b.finished_at is null or ${isOfToday(sql`b.finished_at`)})
    and b.started_at is not null and ${isCounted}
    and ${isSentMessage}
  group by m.phone)`

export const ofCategories = (categories: Category[]): SQL =>
  sql`b.template->>'category' = any(${sql.param(categories)}::text[])`
export const ofChannels = (ids: string[]): SQL => sql`b.channel_id = any(${sql.param(ids)}::uuid[])`
export const ofTemplates = (ids: string[]): SQL =>
  sql`b.template_id = any(${sql.param(ids)}::uuid[])`
