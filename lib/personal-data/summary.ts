import { sql } from 'drizzle-orm'

/** A batch's summary without the rows that it shows as samples; its counts stay. */
export const summaryWithoutPeople = sql`case when summary is null then null else
  summary - '{header,sample,shortest,longest,oddest}'::text[] || '{"texts":[]}'::jsonb end`
