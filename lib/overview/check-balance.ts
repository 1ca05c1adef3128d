import { z } from 'zod'
import { appendAudit } from '#lib/audit/append.ts'
import { type Poll, pollBalance } from '#lib/balances/poll.ts'
import type { Context } from '#lib/context.ts'

export const CheckBalanceInput = z.object({ channelId: z.uuid() })

/** Asks a vendor now what is left, because a person wants to know; audited as `balance.check`. */
export async function checkBalance(
  ctx: Context,
  { channelId }: z.output<typeof CheckBalanceInput>,
): Promise<Poll> {
  const poll = await pollBalance(ctx, channelId)
  await appendAudit(ctx, ctx.db, {
    action: 'balance.check',
    targetId: channelId,
    details: { outcome: poll.state },
  })
  return poll
}
