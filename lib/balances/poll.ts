import { eq } from 'drizzle-orm'
import { channels } from '#db/schema/channels.ts'
import { loadChannel } from '#lib/channels/load.ts'
import { openChannel } from '#lib/channels/open-channel.ts'
import { takeBalanceQuery, takeQuery } from '#lib/channels/take-query.ts'
import { readTrouble, type Trouble, toTrouble } from '#lib/channels/trouble.ts'
import { type Context, inTransaction } from '#lib/context.ts'
import type { Quota } from '#lib/providers/sending.ts'
import { storeQuotas } from './store.ts'

export type Poll =
  /** `quotas` is empty when the vendor would not say (a new account without templates). */
  | { state: 'polled'; at: Date; quotas: Quota[] }
  | { state: 'failed'; at: Date; trouble: Trouble }
  /** The vendor's pace allows no call yet; `last` and `trouble` are those of the call before. */
  | { state: 'wait'; waitMs: number; last: Date | null; trouble: Trouble | null }
  /** This vendor has no balance to ask for. */
  | { state: 'unsupported' }

/**
 * Asks a channel's vendor what is left, within the vendor's pace, and stores the answer or the
 * trouble. Throws UserError `not_found`; what the vendor does wrong is in the answer.
 */
export async function pollBalance(ctx: Context, channelId: string): Promise<Poll> {
  const channel = await loadChannel(ctx.db, channelId)
  const { provider, call } = openChannel(ctx, channel)
  if (!provider.balance) return { state: 'unsupported' }
  const waitMs = (await takeBalanceQuery(ctx, channel)) || (await takeQuery(ctx, channel))
  if (waitMs > 0) {
    const trouble = readTrouble(channel.balanceProblem)
    return { state: 'wait', waitMs, last: channel.balancePolledAt, trouble }
  }
  try {
    const quotas = await provider.balance(call)
    const at = await storeAnswer(ctx, channelId, quotas)
    return { state: 'polled', at, quotas }
  } catch (error) {
    const trouble = toTrouble(error)
    const at = new Date()
    await ctx.db
      .update(channels)
      .set({ balancePolledAt: at, balanceProblem: JSON.stringify(trouble) })
      .where(eq(channels.id, channelId))
    return { state: 'failed', at, trouble }
  }
}

async function storeAnswer(ctx: Context, channelId: string, quotas: Quota[]): Promise<Date> {
  const at = new Date()
  await inTransaction(ctx, async (tx) => {
    await storeQuotas(tx, channelId, quotas, at)
    await tx
      .update(channels)
      .set({ balancePolledAt: at, balanceProblem: null, lastSuccessAt: at })
      .where(eq(channels.id, channelId))
  })
  return at
}
