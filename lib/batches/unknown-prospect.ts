import { sql } from 'drizzle-orm'
import type { Context } from '#lib/context.ts'
import type { Provider } from '#lib/providers/contract.ts'
import { findProvider } from '#lib/providers/registry.ts'
import type { Settings } from '#lib/providers/vocabulary.ts'
import { reportHours } from '#lib/reports/mark-unreported.ts'
import type { BatchRow } from './queries.ts'

/**
 * What may settle messages whose outcome is unknown. `asked`: the vendor is asked what became of
 * them; `pulled`: it is asked for their reports, which carry our reference; `pushed`: only a report
 * that it pushes does; `person`: it is too late for all of these.
 */
export type Prospect = 'asked' | 'pulled' | 'pushed' | 'person'

type Abilities = {
  findOutcome?: unknown
  pullReports?: Pick<
    NonNullable<Provider['pullReports']>,
    'idsPerAsk' | 'asksByReference' | 'askHours' | 'isOpen'
  >
}

/** Of a call that is `hours` old, from what its vendor can do for the channel. */
export function prospectOf(
  { findOutcome, pullReports: pull }: Abilities,
  { settings, hours }: { settings: Settings; hours: number },
): Prospect {
  if (hours >= reportHours) return 'person'
  if (findOutcome) return 'asked'
  // One that asks by the vendor's ids has none of a call whose answer never came.
  const covers = pull && (pull.idsPerAsk === undefined || pull.asksByReference)
  const isAsked = covers && pull.isOpen?.(settings) !== false && hours < (pull.askHours ?? Infinity)
  return isAsked ? 'pulled' : 'pushed'
}

/** The same of the youngest such call of a batch; null when none of its messages is unknown. */
export async function readProspect(
  ctx: Pick<Context, 'db'>,
  { id, vendor, channelId, counts }: Pick<BatchRow, 'id' | 'vendor' | 'channelId' | 'counts'>,
): Promise<Prospect | null> {
  if (counts.unknown === 0) return null
  const { rows } = await ctx.db.execute<{ hours: string | null; settings: Settings }>(sql`
    select c.settings, (select extract(epoch from now() - coalesce(
        max(s.created_at) filter (where s.state = 'unknown'), max(s.created_at))) / 3600
      from submissions s where s.batch_id = ${id}) as hours
    from channels c where c.id = ${channelId}`)
  const { hours = null, settings = {} } = rows[0] ?? {}
  return prospectOf(findProvider(vendor) ?? {}, { settings, hours: Number(hours ?? Infinity) })
}
