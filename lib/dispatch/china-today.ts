import { type SQL, sql } from 'drizzle-orm'

/** The last midnight in Asia/Shanghai. */
export const chinaMidnight = sql`date_trunc('day', now() at time zone 'Asia/Shanghai') at time zone 'Asia/Shanghai'`

/** True of a point in time that lies in the present day there. */
export const isOfToday = (column: SQL): SQL => sql`${column} >= ${chinaMidnight}`
