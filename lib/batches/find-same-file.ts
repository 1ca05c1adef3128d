import { and, desc, eq, gt, isNotNull, ne, type SQL, sql } from 'drizzle-orm'
import { batches } from '#db/schema/batches.ts'
import type { Context } from '#lib/context.ts'
import { isSentCall } from '#lib/dispatch/counts-as-sent.ts'
import { readSettings } from '#lib/settings/read-settings.ts'

/** An earlier batch; `at` is when it was confirmed, ISO 8601. */
export type EarlierBatch = { id: string; name: string; at: string }

/** Earlier batches of the very same file; those canceled before they began, and `except`, left out. */
export const findSameFile = (
  ctx: Pick<Context, 'db'>,
  sha256: string | undefined,
  except?: string,
): Promise<EarlierBatch[]> =>
  find(ctx, sha256, except === undefined ? undefined : ne(batches.id, except))

/**
 * Those with the same template, within the hours that the settings name, of which something may have
 * reached somebody or still may.
 */
export async function findSentLately(
  ctx: Pick<Context, 'db'>,
  { sha256, templateId }: { sha256: string | undefined; templateId: string },
): Promise<EarlierBatch[]> {
  const { repeatHours } = await readSettings(ctx.db)
  const since = sql`now() - make_interval(hours => ${repeatHours})`
  const mayReach = sql`(${batches.state} not in ('finished', 'aborted') or exists (
    select 1 from submissions s where s.batch_id = ${batches.id} and ${isSentCall}))`
  const isSame = eq(batches.templateId, templateId)
  return find(ctx, sha256, isSame, gt(batches.confirmedAt, since), mayReach)
}

async function find(
  ctx: Pick<Context, 'db'>,
  sha256: string | undefined,
  ...more: (SQL | undefined)[]
): Promise<EarlierBatch[]> {
  if (!sha256) return []
  const rows = await ctx.db
    .select({ id: batches.id, name: batches.name, at: batches.confirmedAt })
    .from(batches)
    .where(
      and(
        eq(sql`${batches.summary}->'file'->>'sha256'`, sha256),
        isNotNull(batches.confirmedAt),
        ne(batches.state, 'canceled'),
        ...more,
      ),
    )
    .orderBy(desc(batches.confirmedAt))
    .limit(3)
  return rows.map((row) => ({ ...row, at: row.at?.toISOString() ?? '' }))
}
