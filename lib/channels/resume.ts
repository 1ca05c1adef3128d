import type { Context } from '#lib/context.ts'
import { setState } from './set-state.ts'

/** Lets a paused channel send again. */
export const resumeChannel = (ctx: Context, input: { id: string }): Promise<{ id: string }> =>
  setState(ctx, input, 'active', 'channel.resume')
