import type { Context } from '#lib/context.ts'
import { type Drafted, draftAgain } from './draft-again.ts'
import type { BatchRef } from './schemas.ts'

/**
 * A draft of those whom a batch was canceled for before it reached them, and of unconfirmed ones
 * that a person had sent again after it was aborted. Asked again it gives the same one. Throws as
 * draftAgain.
 */
export const draftRest = (
  ctx: Context,
  { batchId }: BatchRef,
  options: { importsHere?: boolean } = {},
): Promise<Drafted> => draftAgain(ctx, { batchId, kind: 'rest' }, options)
