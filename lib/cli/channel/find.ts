import { type ChannelView, getChannel } from '#lib/channels/queries.ts'
import type { Context } from '#lib/context.ts'
import { UserError } from '#lib/errors.ts'

/** A channel by name or id. Throws UserError `channel_unknown`. */
export async function requireChannel(ctx: Context, name: string): Promise<ChannelView> {
  const channel = await getChannel(ctx, name)
  if (!channel) throw new UserError('channel_unknown', { name })
  return channel
}
