import { sql } from 'drizzle-orm'
import type { Context } from '#lib/context.ts'
import { UserError } from '#lib/errors.ts'
import { getProvider } from '#lib/providers/registry.ts'
import { draftOfMessages } from './draft-of-messages.ts'
import { getBatch } from './queries.ts'
import type { BatchRef } from './schemas.ts'
import { endedStates } from './types.ts'

/**
 * A new draft of those whom a batch failed to reach for a reason that may pass (a phone switched
 * off, say), by the vendor's table of codes. Who is unconfirmed or without a report is never among
 * them. Throws UserError `batch_state`, `nothing_to_send`, and as createDraft.
 */
export async function draftRetry(
  ctx: Context,
  { batchId }: BatchRef,
  options: { importsHere?: boolean } = {},
): Promise<{ id: string }> {
  const batch = await getBatch(ctx, batchId)
  if (!endedStates.includes(batch.state)) throw new UserError('batch_state', { state: batch.state })
  const codes = Object.entries(getProvider(batch.vendor).reportCodes)
  const passing = codes.filter(([, entry]) => entry.retry).map(([code]) => code)
  const where = sql`m.status = 'failed' and m.code = any(${sql.param(passing)}::text[])`
  const name = `${batch.name} · 重发`.slice(-100)
  return draftOfMessages(ctx, { batch, where, name }, options)
}
