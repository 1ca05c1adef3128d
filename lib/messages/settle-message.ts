import { and, eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Tx } from '#db/client.ts'
import { batches } from '#db/schema/batches.ts'
import { messages } from '#db/schema/messages.ts'
import { submissions } from '#db/schema/submissions.ts'
import { appendAudit } from '#lib/audit/append.ts'
import type { BatchState } from '#lib/batches/types.ts'
import { type Context, inTransaction } from '#lib/context.ts'
import { appendDeltas } from '#lib/counts/delta.ts'
import { UserError } from '#lib/errors.ts'
import { carrierOf } from '#lib/providers/carriers.ts'
import { chinaDay } from '#lib/providers/china-time.ts'
import { isErasedPhone } from './erased-phone.ts'
import { maskPhone } from './mask-phone.ts'
import { requireOperator } from './require-operator.ts'
import { canMove, settlements } from './status.ts'
import type { Message } from './types.ts'

export const SettleInput = z.object({
  messageId: z.coerce.number().int().positive(),
  /** `queued` sends it again; in an aborted batch it joins the canceled, for "send only the rest". */
  as: z.enum(settlements),
  /** Our reference of the call that the person looked at: of another one nobody has decided. */
  reference: z.string(),
  reason: z.string().trim().min(1).max(500),
})
export type SettleInput = z.output<typeof SettleInput>
type Settled = SettleInput['as'] | 'canceled'

const alive: readonly BatchState[] = ['sending', 'paused', 'finished']
const isUncalled = (status: Settled): boolean => status === 'queued' || status === 'canceled'

/**
 * A person's decision (role operator) about a message of which nobody knows whether the vendor took
 * it; audited as `message.settle`. Throws UserError `forbidden`, `not_found`,
 * `message_not_unknown`, `settle_other_call` (it has gone out again since), `call_under_way` (its
 * lease has not ended) or, for `queued`, `batch_state` and `message_erased`. Gives what it has become.
 */
export async function settleMessage(
  ctx: Context,
  input: SettleInput,
): Promise<{ id: number; status: Settled }> {
  requireOperator(ctx)
  return inTransaction(ctx, async (tx) => {
    const message = await lockMessage(tx, input.messageId)
    if (!canMove(message.status, input.as, 'person')) throw new UserError('message_not_unknown')
    if (input.as === 'queued' && isErasedPhone(message.phone)) throw new UserError('message_erased')
    const call = await loadEndedCall(tx, message, input.reference)
    const status = input.as === 'queued' ? await putBack(tx, message) : input.as
    await tx
      .update(messages)
      .set({
        status,
        failure: null,
        code: null,
        // Its call stays until the next one: a late yes or report still keeps it from going twice.
        ...(isUncalled(status) ? { vendorMessageId: null } : {}),
      })
      .where(and(eq(messages.id, message.id), eq(messages.createdAt, message.createdAt)))
    await count(tx, message, call?.createdAt, status)
    await appendAudit(ctx, tx, {
      action: 'message.settle',
      targetId: String(message.id),
      details: {
        before: message.status,
        after: status,
        reason: input.reason,
        phone: maskPhone(message.phone),
        reference: call?.reference ?? null,
      },
    })
    return { id: message.id, status }
  })
}

async function lockMessage(tx: Tx, id: number): Promise<Message> {
  const [message] = await tx.select().from(messages).where(eq(messages.id, id)).for('update')
  if (!message) throw new UserError('not_found')
  return message
}

/** The call that carried it. While its lease runs its answer may still be recorded. */
async function loadEndedCall(tx: Tx, message: Message, seen: string) {
  const [call] = await tx
    .select({
      createdAt: submissions.createdAt,
      reference: submissions.reference,
      ended: sql<boolean>`${submissions.leaseUntil} < clock_timestamp()`,
    })
    .from(submissions)
    .where(eq(submissions.id, message.submissionId ?? 0))
  if (seen !== (call?.reference ?? '')) throw new UserError('settle_other_call')
  if (call && !call.ended) throw new UserError('call_under_way')
  return call
}

/** Unknown ones are counted on the day of their call; those that are as if never called, on no day. */
async function count(
  tx: Tx,
  message: Message,
  calledAt: Date | undefined,
  to: Settled,
): Promise<void> {
  const day = calledAt ? chinaDay(calledAt) : null
  const carrier = carrierOf(message.phone) ?? ''
  const { batchId, channelId, segments } = message
  await appendDeltas(tx, { batchId, channelId }, [
    { status: 'unknown', messages: -1, segments: -segments, day, carrier },
    { status: to, messages: 1, segments, day: isUncalled(to) ? null : day, carrier },
  ])
}

/** Lets the dispatcher find the message again; a batch that was done goes on, an aborted one does not. */
async function putBack(tx: Tx, message: Message): Promise<'queued' | 'canceled'> {
  const [batch] = await tx
    .select({ state: batches.state })
    .from(batches)
    .where(eq(batches.id, message.batchId))
    .for('update')
  if (batch?.state === 'aborted') return 'canceled'
  if (!batch || !alive.includes(batch.state)) {
    throw new UserError('batch_state', { state: batch?.state ?? '' })
  }
  await tx
    .update(batches)
    .set({
      nextId: sql`least(${batches.nextId}, ${message.id})`,
      ...(batch.state === 'finished' ? { state: 'sending' as const, finishedAt: null } : {}),
    })
    .where(eq(batches.id, message.batchId))
  return 'queued'
}
