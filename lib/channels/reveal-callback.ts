import { appendAudit } from '#lib/audit/append.ts'
import { type Context, inTransaction } from '#lib/context.ts'
import { callbackUrl } from './callback-address.ts'
import { loadChannel } from './load.ts'
import { ChannelId } from './schemas.ts'

/** The callback address of a channel, audited: whoever knows it can push reports. For operators and above. */
export async function revealCallback(
  ctx: Context,
  input: { id: string },
): Promise<{ url: string }> {
  const { id } = ChannelId.parse(input)
  return inTransaction(ctx, async (tx) => {
    const channel = await loadChannel(tx, id)
    await appendAudit(ctx, tx, {
      action: 'channel.reveal_callback',
      targetId: id,
      details: { name: channel.name },
    })
    return { url: callbackUrl(ctx, channel) }
  })
}
