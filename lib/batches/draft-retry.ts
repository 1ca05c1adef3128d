import type { Context } from '#lib/context.ts'
import { type Drafted, draftAgain } from './draft-again.ts'
import type { BatchRef } from './schemas.ts'

/**
 * A draft of those whom a batch failed to reach for a reason that may pass (a phone switched off,
 * say), by the vendor's table of codes, of whom a person said that it did not arrive, or who was
 * refused with a whole call too late for it to be split. Who is
 * unconfirmed or without a report is never among them. Asked again it gives the same one. Throws as
 * draftAgain.
 */
export const draftRetry = (
  ctx: Context,
  { batchId }: BatchRef,
  options: { importsHere?: boolean } = {},
): Promise<Drafted> => draftAgain(ctx, { batchId, kind: 'retry' }, options)
