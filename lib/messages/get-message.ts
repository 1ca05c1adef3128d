import { eq } from 'drizzle-orm'
import { batches } from '#db/schema/batches.ts'
import type { FrozenTemplate } from '#lib/batches/types.ts'
import type { Context } from '#lib/context.ts'
import { UserError } from '#lib/errors.ts'
import { getProvider } from '#lib/providers/registry.ts'
import type { Locale } from '#lib/providers/vocabulary.ts'
import { loadMessage } from './load-message.ts'
import { type MessageRow, toMessageRows } from './message-rows.ts'
import { writePhoneToken } from './phone-token.ts'
import { canMove } from './status.ts'
import { listTimeline } from './timeline.ts'
import type { TimelineEntry } from './timeline-entry.ts'

export type MessageDetail = MessageRow & {
  template: FrozenTemplate
  /** Stands for the phone in an address. */
  phoneToken: string
  /** A person may say what became of it. */
  settleable: boolean
  /** The vendor can be asked what it keeps about the phone. */
  hasRecords: boolean
  /** Oldest first. */
  timeline: TimelineEntry[]
}

/**
 * One message with all that is known of it, phone masked. `locale` is the reader's language, for
 * the words of codes. Throws UserError `not_found`.
 */
export async function getMessage(
  ctx: Context,
  id: number,
  { locale }: { locale: Locale },
): Promise<MessageDetail> {
  const message = await loadMessage(ctx.db, id)
  const [[row], timeline, [batch]] = await Promise.all([
    toMessageRows(ctx.db, [message], { locale }),
    listTimeline(ctx.db, message, locale),
    ctx.db
      .select({ template: batches.template })
      .from(batches)
      .where(eq(batches.id, message.batchId)),
  ])
  if (!row || !batch) throw new Error(`message ${id} lost its batch while it was read`)
  return {
    ...row,
    template: batch.template,
    phoneToken: writePhoneToken(ctx.keys, message.phone),
    hasRecords:
      message.submissionId !== null && getProvider(row.channel.vendor).records !== undefined,
    settleable: canMove(message.status, 'delivered', 'person'),
    timeline,
  }
}

/** The message that an address names; null when there is none such. */
export async function findMessage(
  ctx: Context,
  id: string,
  view: { locale: Locale },
): Promise<MessageDetail | null> {
  if (!/^\d{1,15}$/.test(id)) return null
  try {
    return await getMessage(ctx, Number(id), view)
  } catch (error) {
    if (error instanceof UserError && error.code === 'not_found') return null
    throw error
  }
}
