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
import { checkAgain } from './again-eligible.ts'
import { lockWithSources } from './again-links.ts'
import { checkTemplate } from './check-template.ts'
import { hashContent } from './hash-content.ts'
import { type Batch, expectState } from './lock-batch.ts'
import { requireNewKey } from './once-key.ts'
import { readRepeats } from './read-repeats.ts'
import type { ConfirmBatch } from './schemas.ts'
import type { BatchState } from './types.ts'

/**
 * Makes a checked draft a batch that will be sent: now, at `scheduledAt`, or once approved. Asked
 * again it changes nothing and says the same. Writes no message: they stand ready since the check.
 * Throws UserError, `repeats_since`, `again_changed` and `once_taken` among them.
 */
export function confirmBatch(ctx: Context, input: ConfirmBatch): Promise<{ state: BatchState }> {
  return inTransaction(ctx, async (tx) => {
    const batch = await lockWithSources(tx, input.batchId)
    if (batch.confirmedAt) return { state: batch.state }
    const heldByVendor = input.scheduledAt !== null && input.heldBy === 'vendor'
    const { scheduledAt } = input
    if (input.onceKey) await requireNewKey(tx, input.onceKey)
    await checkReady(tx, batch, scheduledAt, heldByVendor)
    await checkAgain(tx, batch)
    if (input.seenRepeats) await checkRepeats(tx, batch, input.seenRepeats)
    const { approvalThreshold } = await readSettings(tx)
    const waits = approvalThreshold !== null && batch.recipientCount >= approvalThreshold
    const later = input.scheduledAt !== null && !heldByVendor
    const state = waits ? 'awaiting_approval' : later ? 'scheduled' : 'sending'
    await tx
      .update(batches)
      .set({
        state,
        onceKey: input.onceKey,
        approval: waits ? 'waiting' : 'none',
        contentHash: waits ? await hashContent(tx, { ...batch, scheduledAt, heldByVendor }) : null,
        scheduledAt,
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
        scheduledAt,
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

/**
 * Nobody sends what another has sent in the meantime without having been told. One confirmation of a
 * template at a time, or two of the same people would not see each other.
 */
async function checkRepeats(tx: Tx, batch: Batch, seen: string[]): Promise<void> {
  const turn = `confirm:${batch.templateId}`
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${turn}, 0))`)
  const repeat = (await readRepeats(tx, batch)).find(({ id }) => !seen.includes(id))
  if (!repeat) return
  const percent = Math.round(repeat.share * 100)
  throw new UserError('repeats_since', { name: repeat.name, percent })
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
