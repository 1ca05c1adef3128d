import { eq, sql } from 'drizzle-orm'
import type { Tx } from '#db/client.ts'
import { batches } from '#db/schema/batches.ts'
import { channels } from '#db/schema/channels.ts'
import { appendAudit } from '#lib/audit/append.ts'
import type { Channel } from '#lib/channels/open-channel.ts'
import { type Context, inTransaction } from '#lib/context.ts'
import { appendDeltas } from '#lib/counts/delta.ts'
import { quietUntil } from '#lib/dispatch/quiet-hours.ts'
import { UserError } from '#lib/errors.ts'
import { getProvider } from '#lib/providers/registry.ts'
import { readSettings } from '#lib/settings/read-settings.ts'
import { checkTemplate } from './check-template.ts'
import { hashContent } from './hash-content.ts'
import { type Batch, expectState, lockBatch } from './lock-batch.ts'
import type { ConfirmBatch } from './schemas.ts'
import type { BatchState } from './types.ts'

/**
 * Makes a checked draft a batch that will be sent: now, at `scheduledAt`, or once approved. Asked
 * again it changes nothing and says the same. Writes no message: they stand ready since the check.
 */
export function confirmBatch(ctx: Context, input: ConfirmBatch): Promise<{ state: BatchState }> {
  return inTransaction(ctx, async (tx) => {
    const batch = await lockBatch(tx, input.batchId)
    if (batch.confirmedAt) return { state: batch.state }
    const heldByVendor = input.scheduledAt !== null && input.heldBy === 'vendor'
    await checkReady(tx, batch, input.scheduledAt, heldByVendor)
    const { approvalThreshold } = await readSettings(tx)
    const waits = approvalThreshold !== null && batch.recipientCount >= approvalThreshold
    const later = input.scheduledAt !== null && !heldByVendor
    const state = waits ? 'awaiting_approval' : later ? 'scheduled' : 'sending'
    await tx
      .update(batches)
      .set({
        state,
        approval: waits ? 'waiting' : 'none',
        contentHash: waits ? await hashContent(tx, batch) : null,
        scheduledAt: input.scheduledAt,
        heldByVendor,
        confirmedAt: sql`now()`,
        confirmedBy: ctx.actor.id,
        startedAt: state === 'sending' ? sql`now()` : null,
      })
      .where(eq(batches.id, batch.id))
    await appendDeltas(tx, { batchId: batch.id, channelId: batch.channelId }, [
      { status: 'queued', messages: batch.recipientCount, segments: batch.segmentCount },
    ])
    await appendAudit(ctx, tx, {
      action: 'batch.confirm',
      targetId: batch.id,
      details: {
        name: batch.name,
        recipients: batch.recipientCount,
        segments: batch.segmentCount,
        scheduledAt: input.scheduledAt,
        ...(heldByVendor ? { heldBy: 'vendor' } : {}),
        state,
      },
    })
    return { state }
  })
}

async function checkReady(
  tx: Tx,
  batch: Batch,
  scheduledAt: Date | null,
  heldByVendor: boolean,
): Promise<void> {
  expectState(batch, 'draft')
  if (batch.importState !== 'done') throw new UserError('batch_not_checked')
  if (batch.recipientCount === 0) throw new UserError('batch_empty')
  if (scheduledAt && scheduledAt.getTime() <= Date.now())
    throw new UserError('schedule_past', {}, { field: 'scheduledAt' })
  const [channel] = await tx.select().from(channels).where(eq(channels.id, batch.channelId))
  if (!channel || channel.archivedAt) throw new UserError('not_found')
  if (channel.state === 'paused') throw new UserError('channel_paused', { name: channel.name })
  if (heldByVendor) checkSchedule(batch, channel, scheduledAt)
  await checkTemplate(tx, batch)
}

function checkSchedule(batch: Batch, channel: Channel, scheduledAt: Date | null): void {
  const { schedule } = getProvider(channel.vendor)
  if (!schedule) throw new UserError('schedule_unsupported', {}, { field: 'heldBy' })
  const minutes = schedule.minimumMinutes
  if (scheduledAt && scheduledAt.getTime() < Date.now() + minutes * 60_000)
    throw new UserError('schedule_too_soon', { minutes }, { field: 'scheduledAt' })
  const isQuiet = batch.template.category === 'marketing' && scheduledAt
  if (isQuiet && quietUntil(channel.quietHours, scheduledAt))
    throw new UserError('schedule_quiet', { ...channel.quietHours }, { field: 'scheduledAt' })
}
