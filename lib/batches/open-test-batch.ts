import { eq } from 'drizzle-orm'
import type { Tx } from '#db/client.ts'
import { batches } from '#db/schema/batches.ts'
import { messages } from '#db/schema/messages.ts'
import type { Channel } from '#lib/channels/open-channel.ts'
import type { Context } from '#lib/context.ts'
import { appendDeltas } from '#lib/counts/delta.ts'
import type { ValidRow } from '#lib/recipients/check-row.ts'
import { readSettings } from '#lib/settings/read-settings.ts'
import { hashContent } from './hash-content.ts'
import type { Batch } from './lock-batch.ts'
import { findOnce } from './once-key.ts'
import { reserveIds } from './reserve-ids.ts'
import type { FrozenTemplate } from './types.ts'

type NewBatch = {
  channel: Channel
  templateId: string
  template: FrozenTemplate
  recipient: ValidRow
  onceKey: string
}

/** A confirmed batch of one message, or the one that the same request has made (`existed`). */
export async function openTestBatch(
  ctx: Context,
  tx: Tx,
  input: NewBatch,
): Promise<Batch & { existed: boolean }> {
  const batch = await insertBatch(ctx, tx, input)
  if (batch) return { ...(await open(tx, batch)), existed: false }
  const made = await findOnce(tx, input.onceKey)
  if (!made) throw new Error('the batch of a key was neither made nor found')
  return { ...made, existed: true }
}

/** Nothing when the same request has made one; one under way is waited for. */
async function insertBatch(ctx: Context, tx: Tx, input: NewBatch): Promise<Batch | undefined> {
  const { channel, templateId, template, recipient, onceKey } = input
  const [id] = await reserveIds(tx, 1)
  if (id === undefined) throw new Error('no id')
  const now = new Date()
  const [batch] = await tx
    .insert(batches)
    .values({
      name: `测试 · ${template.title}`.slice(0, 100),
      onceKey,
      channelId: channel.id,
      templateId,
      template,
      price: channel.price,
      importState: 'done',
      recipientCount: 1,
      segmentCount: recipient.segments,
      firstId: id,
      lastId: id,
      nextId: id,
      createdBy: ctx.actor.id,
      confirmedBy: ctx.actor.id,
      createdAt: now,
      confirmedAt: now,
    })
    .onConflictDoNothing({ target: batches.onceKey })
    .returning()
  if (!batch) return undefined
  const { phone, values, segments } = recipient
  const scope = { batchId: batch.id, channelId: channel.id }
  await tx
    .insert(messages)
    .values({ id, createdAt: now, ...scope, row: 1, phone, values, segments, status: 'queued' })
  await appendDeltas(tx, scope, [{ status: 'queued', messages: 1, segments }])
  return batch
}

/** Lets it go, or before a second person: what is approved is hashed, its message too. */
async function open(tx: Tx, batch: Batch): Promise<Batch> {
  const { approvalThreshold } = await readSettings(tx)
  const waits = approvalThreshold !== null && approvalThreshold <= batch.recipientCount
  const [opened] = await tx
    .update(batches)
    .set(
      waits
        ? {
            state: 'awaiting_approval',
            approval: 'waiting',
            contentHash: await hashContent(tx, batch),
          }
        : { state: 'sending', startedAt: batch.createdAt },
    )
    .where(eq(batches.id, batch.id))
    .returning()
  if (!opened) throw new Error('the batch is gone')
  return opened
}
