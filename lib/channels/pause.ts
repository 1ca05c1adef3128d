import type { Context } from '#lib/context.ts'
import { setState } from './set-state.ts'

/** Stops sending through a channel: its batches wait. Nothing happens when it is paused already. */
export const pauseChannel = (ctx: Context, input: { id: string }): Promise<{ id: string }> =>
  setState(ctx, input, 'paused', 'channel.pause')
