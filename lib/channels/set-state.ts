import { eq, sql } from 'drizzle-orm'
import { channels } from '#db/schema/channels.ts'
import { appendAudit } from '#lib/audit/append.ts'
import { type Context, inTransaction } from '#lib/context.ts'
import { lockChannel } from './load.ts'
import type { Channel } from './open-channel.ts'
import { ChannelId } from './schemas.ts'

export async function setState(
  ctx: Context,
  input: { id: string },
  state: Channel['state'],
  action: string,
): Promise<{ id: string }> {
  const { id } = ChannelId.parse(input)
  await inTransaction(ctx, async (tx) => {
    const channel = await lockChannel(tx, id)
    if (channel.state === state) return
    await tx.update(channels).set({ state, updatedAt: sql`now()` }).where(eq(channels.id, id))
    await appendAudit(ctx, tx, { action, targetId: id, details: { name: channel.name } })
  })
  return { id }
}
