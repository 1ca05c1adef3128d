import type { Context } from '#lib/context.ts'
import { UserError } from '#lib/errors.ts'
import { abortBatch } from './abort.ts'
import { cancelBatch } from './cancel.ts'
import { draftAgain } from './draft-again.ts'
import type { Drafted } from './draft-of-messages.ts'
import { draftRest } from './draft-rest.ts'
import { getBatch } from './queries.ts'
import type { BatchRef } from './schemas.ts'
import { endedStates } from './types.ts'

/**
 * A batch made of another one (`again_changed`) made anew: a draft is replaced; one that was
 * confirmed is ended, and a draft made of its rest. Throws UserError `not_found` (it was made of
 * a file), `batch_state`, and as draftAgain.
 */
export async function draftAnew(ctx: Context, { batchId }: BatchRef): Promise<Drafted> {
  const { state, sourceBatchId, sourceKind: kind } = await getBatch(ctx, batchId)
  if (!sourceBatchId || !kind) throw new UserError('not_found')
  if (state === 'draft') return draftAgain(ctx, { batchId: sourceBatchId, kind })
  if (state === 'paused') await abortBatch(ctx, { batchId })
  else if (!endedStates.includes(state)) await cancelBatch(ctx, { batchId })
  return draftRest(ctx, { batchId })
}
