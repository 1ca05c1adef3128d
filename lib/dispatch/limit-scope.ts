import { sql } from 'drizzle-orm'
import type { Executor } from '#db/client.ts'
import { loadAccount } from '#lib/channels/account-channels.ts'
import type { Context } from '#lib/context.ts'
import type { Limits } from '#lib/providers/contract.ts'
import type { Category } from '#lib/providers/vocabulary.ts'

/** Over what a vendor counts: its account, and its template, each of which may stand here twice. */
export type LimitScope = {
  /** The account's, oldest first. */
  channelIds: string[]
  templateIds: string[]
}

/** True where somebody may have to wait because of what went out before. */
export const countsPeople = (limits: Limits): boolean =>
  [limits.perPhoneIntervalSeconds, limits.perPhoneDaily, limits.accountDaily].some(Boolean) ||
  limits.template !== undefined

/** The categories of which a phone's texts of a day count against one of `category`. */
export const countedWith = (
  { countedTogether = [] }: Pick<Limits, 'countedTogether'>,
  category: Category,
): Category[] => (countedTogether.includes(category) ? countedTogether : [category])

/** The channels and templates that share a batch's limits with it. */
export async function openLimitScope(
  ctx: Pick<Context, 'keys'>,
  db: Executor,
  batch: { channelId: string; templateId: string; vendorId: string | null },
): Promise<LimitScope> {
  const account = await loadAccount(ctx, db, batch.channelId)
  const channelIds = account?.ids ?? [batch.channelId]
  const { rows } = await db.execute<{ id: string }>(sql`
    select id from templates where id = ${batch.templateId}
      or (vendor_id = ${batch.vendorId} and channel_id = any(${sql.param(channelIds)}::uuid[]))
    order by id`)
  return { channelIds, templateIds: rows.map(({ id }) => id) }
}
