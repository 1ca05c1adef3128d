import { sql } from 'drizzle-orm'

/** True of a message `m` that a phone may have got: called for, and not certainly refused. */
export const isSentMessage = sql`m.status not in ('queued', 'blocked', 'canceled', 'rejected')`

/** True of a call `s` that a vendor may have taken. */
export const isSentCall = sql`s.state not in ('requeued', 'rejected')`

/**
 * The oldest `created_at` a message may have that went out in the last two days: its batch bears it,
 * and may have waited for weeks. Names the partitions to look into.
 */
export const oldestOnItsWay = sql`(
  select coalesce(min(created_at), now()) from batches
  where started_at is not null and (finished_at is null or finished_at > now() - interval '2 days'))`
