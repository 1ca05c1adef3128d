import { eq, or, sql } from 'drizzle-orm'
import { batches } from '#db/schema/batches.ts'
import type { Context } from '#lib/context.ts'
import { UserError } from '#lib/errors.ts'

/** The id of a batch by id or by name. Throws UserError `batch_unknown`, `batch_ambiguous`. */
export async function requireBatchId(ctx: Pick<Context, 'db'>, idOrName: string): Promise<string> {
  const isId = sql<boolean>`${batches.id}::text = ${idOrName.toLowerCase()}`
  const rows = await ctx.db
    .select({ id: batches.id, isId })
    .from(batches)
    .where(or(isId, eq(batches.name, idOrName)))
    .orderBy(sql`2 desc`)
    .limit(2)
  const [first, second] = rows
  if (!first) throw new UserError('batch_unknown', { name: idOrName })
  if (second && !first.isId) throw new UserError('batch_ambiguous', { name: idOrName })
  return first.id
}
