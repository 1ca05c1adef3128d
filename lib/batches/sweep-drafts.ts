import { and, asc, eq, lt, sql } from 'drizzle-orm'
import { batches } from '#db/schema/batches.ts'
import type { Context } from '#lib/context.ts'
import { UserError } from '#lib/errors.ts'
import { discardDraft } from './discard-draft.ts'
import { draftKeepDays } from './draft-age.ts'

/** Drafts taken up in one turn. */
const turn = 50

/** Discards drafts that nobody confirmed in seven days, each audited; gives how many went. */
export async function sweepDrafts(ctx: Context): Promise<number> {
  const old = await ctx.db
    .select({ id: batches.id })
    .from(batches)
    .where(
      and(
        eq(batches.state, 'draft'),
        lt(batches.createdAt, sql`now() - make_interval(days => ${draftKeepDays})`),
      ),
    )
    .orderBy(asc(batches.createdAt))
    .limit(turn)
  const errors: unknown[] = []
  let gone = 0
  for (const { id } of old) {
    try {
      await discardDraft(ctx, { batchId: id }, { afterDays: draftKeepDays })
      gone++
    } catch (error) {
      // Somebody confirmed it, or another worker was first. Anything else is no reason to keep the
      // drafts behind it.
      if (!(error instanceof UserError)) errors.push(error)
    }
  }
  if (errors.length > 0) throw new AggregateError(errors, `${errors.length} drafts not discarded`)
  return gone
}
