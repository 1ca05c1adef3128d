import { pollBalance } from '#lib/balances/poll.ts'
import type { Context } from '#lib/context.ts'
import type { Step } from './step.ts'

const name = 'credentials'

/** Whether the vendor knows the account, by its balance and within its pace. */
export async function credentialsStep(ctx: Context, channelId: string): Promise<Step> {
  const poll = await pollBalance(ctx, channelId)
  if (poll.state === 'unsupported') return { name, state: 'info', says: 'unasked' }
  if (poll.state === 'polled') return { name, state: 'ok', says: 'letIn' }
  if (poll.state === 'failed') return { name, state: 'bad', trouble: poll.trouble }
  if (poll.trouble) return { name, state: 'bad', trouble: poll.trouble }
  const params = { seconds: Math.ceil(poll.waitMs / 1000) }
  if (!poll.last) return { name, state: 'info', says: 'tooSoon', params }
  return { name, state: 'ok', says: 'letInBefore', time: poll.last }
}
