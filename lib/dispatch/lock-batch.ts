import { and, eq, isNull, lte, or, sql } from 'drizzle-orm'
import type { Tx } from '#db/client.ts'
import { batches } from '#db/schema/batches.ts'
import { channels } from '#db/schema/channels.ts'
import { templates } from '#db/schema/templates.ts'
import type { Limits } from '#lib/providers/contract.ts'
import { getProvider } from '#lib/providers/registry.ts'
import { hasQueued } from './has-queued.ts'
import { quietUntil } from './quiet-hours.ts'
import { outsideHoursUntil } from './template-turn.ts'
import type { BatchInTurn } from './types.ts'

/** A dispatcher goes round all batches: one that is held for long must not hold up the others. */
const lockWithinMs = 1_000

/**
 * A batch that may send now, locked, with all that decides about its claim. Throws when somebody
 * else holds it for longer than a moment.
 */
export async function lockBatch(tx: Tx, batchId: string): Promise<BatchInTurn | undefined> {
  await setLockTimeout(tx, lockWithinMs)
  const [row] = await tx
    .select()
    .from(batches)
    .innerJoin(channels, eq(channels.id, batches.channelId))
    .innerJoin(templates, eq(templates.id, batches.templateId))
    .where(
      and(
        eq(batches.id, batchId),
        eq(batches.state, 'sending'),
        eq(channels.state, 'active'),
        or(isNull(batches.retryAt), lte(batches.retryAt, sql`now()`)),
      ),
    )
    .for('update', { of: batches })
  await setLockTimeout(tx, 0)
  if (!row) return undefined
  const { id, createdAt, template, firstId, lastId, nextId, callSize } = row.batches
  const { sourceBatchId, sourceKind } = row.batches
  if (firstId === null || lastId === null || nextId === null) return undefined
  const sendAt = row.batches.heldByVendor ? row.batches.scheduledAt : null
  return {
    id,
    sourceBatchId,
    sourceKind,
    currentTemplate: row.templates,
    createdAt,
    template,
    firstId,
    lastId,
    nextId,
    callSize,
    sendAt,
    channel: row.channels,
  }
}

const setLockTimeout = (tx: Tx, ms: number) =>
  tx.execute(sql`select set_config('lock_timeout', ${String(ms)}, true)`)

/** Puts a batch with something queued off until a time; true when it must wait. */
export async function putOff(
  tx: Tx,
  batch: BatchInTurn,
  until: Date | undefined,
): Promise<boolean> {
  if (!until) return false
  const { rowCount } = await tx.execute(sql`
    update batches set retry_at = ${until} where id = ${batch.id} and ${hasQueued(batch)}`)
  return (rowCount ?? 0) > 0
}

/**
 * Quiet hours hold marketing back, unless the vendor is to hold it until a time of its own; a
 * template's hours hold everything.
 */
export function heldUntil(
  batch: BatchInTurn,
  { template: own }: Limits,
  now: Date,
): Date | undefined {
  const { sendAt, channel, template } = batch
  const ahead = sendAt ? sendAt.getTime() - now.getTime() : 0
  const least = (getProvider(channel.vendor).schedule?.minimumMinutes ?? 0) * 60_000
  if (sendAt && ahead > least) return undefined
  // Too late to hand over to be held, and too early to go.
  if (sendAt && ahead > 0) return sendAt
  const quiet = template.category === 'marketing' ? quietUntil(channel.quietHours, now) : undefined
  return quiet ?? (own && outsideHoursUntil(own, now))
}
