import { and, count, eq, inArray, sql } from 'drizzle-orm'
import { batches } from '#db/schema/batches.ts'
import { channels } from '#db/schema/channels.ts'
import { appendAudit } from '#lib/audit/append.ts'
import { unfinishedStates } from '#lib/batches/types.ts'
import { type Context, inTransaction } from '#lib/context.ts'
import { UserError } from '#lib/errors.ts'
import { lockChannel } from './load.ts'
import { ChannelId } from './schemas.ts'

/**
 * Takes a channel out of use; its history and its callback address stay. Throws UserError
 * `channel_in_use` while a batch on it is not finished.
 */
export async function archiveChannel(ctx: Context, input: { id: string }): Promise<{ id: string }> {
  const { id } = ChannelId.parse(input)
  await inTransaction(ctx, async (tx) => {
    const channel = await lockChannel(tx, id)
    const [open] = await tx
      .select({ count: count() })
      .from(batches)
      .where(and(eq(batches.channelId, id), inArray(batches.state, unfinishedStates)))
    if (open && open.count > 0) throw new UserError('channel_in_use', { count: open.count })
    await tx
      .update(channels)
      .set({ archivedAt: sql`now()`, state: 'paused', updatedAt: sql`now()` })
      .where(eq(channels.id, id))
    await appendAudit(ctx, tx, {
      action: 'channel.archive',
      targetId: id,
      details: { name: channel.name },
    })
  })
  return { id }
}
