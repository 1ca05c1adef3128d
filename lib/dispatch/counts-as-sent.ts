import { sql } from 'drizzle-orm'

/** True of a message `m` that a phone may have got: called for, and not certainly refused. */
export const isSentMessage = sql`m.status not in ('queued', 'blocked', 'canceled', 'rejected')`

/** True of a call `s` that a vendor may have taken. */
export const isSentCall = sql`s.state not in ('requeued', 'rejected')`
