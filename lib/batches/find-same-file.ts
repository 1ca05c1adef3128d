import { and, desc, eq, isNotNull, ne, sql } from 'drizzle-orm'
import { batches } from '#db/schema/batches.ts'
import type { Context } from '#lib/context.ts'

/** An earlier batch; `at` is when it was confirmed, ISO 8601. */
export type EarlierBatch = { id: string; name: string; at: string }

/** Earlier batches of the very same file; those canceled before they began, and `except`, left out. */
export async function findSameFile(
  ctx: Pick<Context, 'db'>,
  sha256: string | undefined,
  except?: string,
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
        except === undefined ? undefined : ne(batches.id, except),
      ),
    )
    .orderBy(desc(batches.confirmedAt))
    .limit(3)
  return rows.map((row) => ({ ...row, at: row.at?.toISOString() ?? '' }))
}
