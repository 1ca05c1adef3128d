import { sql } from 'drizzle-orm'
import type { Context } from '#lib/context.ts'
import { UserError } from '#lib/errors.ts'
import { draftOfMessages } from './draft-of-messages.ts'
import { getBatch } from './queries.ts'
import type { BatchRef } from './schemas.ts'
import { endedStates } from './types.ts'

/**
 * A new draft of those whom a batch was canceled for before it reached them; nothing of theirs ever
 * left. Throws UserError `batch_state`, `nothing_to_send`, and as createDraft.
 */
export async function draftRest(
  ctx: Context,
  { batchId }: BatchRef,
  options: { importsHere?: boolean } = {},
): Promise<{ id: string }> {
  const batch = await getBatch(ctx, batchId)
  if (!endedStates.includes(batch.state)) throw new UserError('batch_state', { state: batch.state })
  const name = `${batch.name} · 剩余`.slice(-100)
  return draftOfMessages(ctx, { batch, where: sql`m.status = 'canceled'`, name }, options)
}
