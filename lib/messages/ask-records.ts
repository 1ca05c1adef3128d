import { eq } from 'drizzle-orm'
import { z } from 'zod'
import { submissions } from '#db/schema/submissions.ts'
import { loadChannel } from '#lib/channels/load.ts'
import { openChannel } from '#lib/channels/open-channel.ts'
import { requireQuery } from '#lib/channels/require-query.ts'
import type { Context } from '#lib/context.ts'
import { UserError } from '#lib/errors.ts'
import { chinaDay } from '#lib/providers/china-time.ts'
import type { VendorRecord } from '#lib/providers/queries.ts'
import { loadMessage } from './load-message.ts'
import { requireOperator } from './require-operator.ts'
import type { Message } from './types.ts'

export const AskRecordsInput = z.object({ messageId: z.coerce.number().int().positive() })

export type MessageRecord = VendorRecord & {
  /** The vendor's id is the one that this message bears. */
  same: boolean
}

/**
 * What the vendor itself keeps about a message's phone on the day of its call, newest first (role
 * operator). Throws UserError `not_found`, `forbidden`, `records_unsupported`, `records_not_called`
 * (no call has carried it), `query_wait`; and ProviderError.
 */
export async function askRecords(
  ctx: Context,
  { messageId }: z.output<typeof AskRecordsInput>,
): Promise<{ day: string; records: MessageRecord[] }> {
  requireOperator(ctx)
  const message = await loadMessage(ctx.db, messageId)
  const channel = await loadChannel(ctx.db, message.channelId)
  const { provider, call } = openChannel(ctx, channel)
  if (!provider.records) throw new UserError('records_unsupported')
  const day = chinaDay(await readCallTime(ctx, message))
  await requireQuery(ctx, channel)
  const found = await provider.records(call, { phone: message.phone, day })
  const isSame = ({ vendorMessageId }: VendorRecord) =>
    vendorMessageId !== undefined && vendorMessageId === message.vendorMessageId
  return { day, records: found.map((record) => ({ ...record, same: isSame(record) })) }
}

/** When the last call left that carried it: a message whose outcome nobody knows has no other time. */
async function readCallTime({ db }: Pick<Context, 'db'>, message: Message): Promise<Date> {
  const [call] =
    message.submissionId === null
      ? []
      : await db
          .select({ at: submissions.createdAt })
          .from(submissions)
          .where(eq(submissions.id, message.submissionId))
  if (!call) throw new UserError('records_not_called')
  return call.at
}
