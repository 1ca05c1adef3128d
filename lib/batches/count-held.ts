import { sql } from 'drizzle-orm'
import type { Executor } from '#db/client.ts'
import { countedWith, type LimitScope } from '#lib/dispatch/limit-scope.ts'
import { ofCategories, ofChannels, ofTemplates, sentToday } from '#lib/dispatch/sent-today.ts'
import type { Limits } from '#lib/providers/contract.ts'
import { readSettings } from '#lib/settings/read-settings.ts'
import { isStoppedByOptOut } from '#lib/settings/rules.ts'
import { type CheckedRows, listedRows } from './checked-rows.ts'

/** Rows that no list blocks: all, those after a phone's first, and those beyond a phone's day. */
export type Counted = { messages: number; again: number; beyond: number; beyondTemplate: number }

/**
 * Counts a file's rows against what its phones got today. Added up and not joined: rows a moment
 * old look to the planner like a few, and would be held against each other.
 */
export async function countHeld(
  tx: Executor,
  { rows, template: { category } }: CheckedRows,
  limits: Limits,
  { channelIds, templateIds }: LimitScope,
): Promise<Counted> {
  const listed = listedRows(rows, isStoppedByOptOut(await readSettings(tx), category))
  const most = limits.perPhoneDaily?.[category]
  const mostOfTemplate = limits.template?.perPhoneDaily
  const inCategory = sql`${ofChannels(channelIds)} and ${ofCategories(countedWith(limits, category))}`
  const today = most === undefined ? sql`false` : inCategory
  const ofTemplate = mostOfTemplate === undefined ? sql`false` : ofTemplates(templateIds)
  const beyond = (had: string, limit: number | undefined) =>
    limit === undefined
      ? sql`0`
      : sql`sum(greatest(0, least(n, n + ${sql.identifier(had)} - ${limit}::bigint)))`
  const found = await tx.execute<Record<keyof Counted, string | null>>(sql`
    select sum(n) as messages, sum(n - 1) as again, ${beyond('today', most)} as beyond,
      ${beyond('of_template', mostOfTemplate)} as "beyondTemplate"
    from (
      select phone, sum(n) as n, sum(today) as today, sum(of_template) as of_template
      from (
        select phone, 1 as n, 0 as today, 0 as of_template from ${listed} l where stop is null
        union all select phone, 0, n, 0 from ${sentToday(today)} t
        union all select phone, 0, 0, n from ${sentToday(ofTemplate)} t
      ) every
      group by phone having sum(n) > 0) phones`)
  const [row] = found.rows
  return {
    messages: Number(row?.messages ?? 0),
    again: Number(row?.again ?? 0),
    beyond: Number(row?.beyond ?? 0),
    beyondTemplate: Number(row?.beyondTemplate ?? 0),
  }
}
