import { inArray, sql } from 'drizzle-orm'
import type { Executor, Tx } from '#db/client.ts'
import { batches } from '#db/schema/batches.ts'
import { messages } from '#db/schema/messages.ts'
import { hashContent } from '#lib/batches/hash-content.ts'
import type { Batch } from '#lib/batches/lock-batch.ts'
import { appendDeltas } from '#lib/counts/delta.ts'
import { UserError } from '#lib/errors.ts'
import { erasedPhone } from '#lib/messages/erased-phone.ts'
import type { MessageStatus } from '#lib/messages/status.ts'
import type { Message } from '#lib/messages/types.ts'
import { summaryWithoutPeople } from './summary.ts'

/** Vendors may still report these. */
const waitingFor: MessageStatus[] = ['submitted', 'unknown', 'unreported']

/**
 * Every message to the phone, in the transaction of the whole: those of drafts go, those that are
 * queued are canceled, all others stay without phone and values.
 */
export async function eraseMessages(
  tx: Tx,
  phone: string,
): Promise<{ messages: number; canceled: number; waiting: number }> {
  const places = await lockPlaces(tx, phone)
  const found = await tx.select().from(messages).where(sql`phone = ${phone}`).for('update')
  await requireNoCall(tx, phone)
  let canceled = 0
  for (const batch of places) {
    const own = found.filter(({ batchId }) => batchId === batch.id)
    const approved =
      batch.approval !== 'none' && (await hashContent(tx, batch)) === batch.contentHash
    if (batch.state === 'draft') await removeFromDraft(tx, batch, own)
    else canceled += await cancelQueued(tx, batch, own)
    await tx
      .update(messages)
      .set({ phone: erasedPhone(phone), values: [] })
      .where(sql`phone = ${phone} and batch_id = ${batch.id} and created_at = ${batch.createdAt}`)
    await tx
      .update(batches)
      .set({
        summary: summaryWithoutPeople,
        // What was approved is what goes out, less one.
        ...(approved ? { contentHash: await hashContent(tx, batch) } : {}),
      })
      .where(sql`id = ${batch.id}`)
  }
  const waiting = found.filter(({ status }) => waitingFor.includes(status)).length
  return { messages: found.length, canceled, waiting }
}

/** What is on its way to a vendor cannot be called back. Throws UserError `call_under_way`. */
export async function requireNoCall(db: Executor, phone: string): Promise<void> {
  const underWay = sql`phone = ${phone} and status = 'submitting'`
  if ((await db.$count(messages, underWay)) > 0) throw new UserError('call_under_way')
}

/** The batches it is in, locked before their messages as every verb does. */
async function lockPlaces(tx: Tx, phone: string): Promise<Batch[]> {
  const ids = await tx
    .selectDistinct({ id: messages.batchId })
    .from(messages)
    .where(sql`phone = ${phone}`)
  if (ids.length === 0) return []
  const wanted = inArray(
    batches.id,
    ids.map(({ id }) => id),
  )
  return tx.select().from(batches).where(wanted).orderBy(batches.id).for('update')
}

/** As if the file had not had the row: nothing of a draft is counted yet. */
async function removeFromDraft(tx: Tx, batch: Batch, own: Message[]): Promise<void> {
  const segments = own.reduce((sum, one) => sum + one.segments, 0)
  await tx.delete(messages).where(
    sql`created_at = ${batch.createdAt} and batch_id = ${batch.id} and ${inArray(
      messages.id,
      own.map(({ id }) => id),
    )}`,
  )
  await tx
    .update(batches)
    .set({
      recipientCount: sql`recipient_count - ${own.length}`,
      segmentCount: sql`segment_count - ${segments}`,
      summary: sql`summary || jsonb_build_object(
        'valid', (summary->>'valid')::int - ${own.length}::int,
        'segments', (summary->>'segments')::int - ${segments}::int)`,
    })
    .where(sql`id = ${batch.id}`)
}

async function cancelQueued(tx: Tx, batch: Batch, own: Message[]): Promise<number> {
  const queued = own.filter(({ status }) => status === 'queued')
  if (queued.length === 0) return 0
  const segments = queued.reduce((sum, one) => sum + one.segments, 0)
  await tx
    .update(messages)
    .set({ status: 'canceled' })
    .where(
      sql`created_at = ${batch.createdAt} and ${inArray(
        messages.id,
        queued.map(({ id }) => id),
      )}`,
    )
  await appendDeltas(tx, { batchId: batch.id, channelId: batch.channelId }, [
    { status: 'queued', messages: -queued.length, segments: -segments },
    { status: 'canceled', messages: queued.length, segments },
  ])
  return queued.length
}
