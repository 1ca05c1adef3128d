import { setTimeout as sleep } from 'node:timers/promises'
import { appendAudit } from '#lib/audit/append.ts'
import { pollBalance } from '#lib/balances/poll.ts'
import { listQuotas, type StoredQuota } from '#lib/balances/queries.ts'
import { type Context, inTransaction } from '#lib/context.ts'
import { UserError } from '#lib/errors.ts'
import { loadChannel } from './load.ts'
import { ChannelId } from './schemas.ts'
import type { Trouble } from './trouble.ts'

/** `quotas` may be empty: the vendor let us in and would not say what is left. */
export type ChannelTest =
  | { ok: true; at: Date; quotas: StoredQuota[] }
  | { ok: false; at: Date; trouble: Trouble }

/** How old an answer may be and still stand for a test where the vendor's pace allows no other. */
const freshMs = 60_000
/** Others may ask on the same account: two turns of a vendor that allows three questions a minute. */
const patienceMs = 45_000

/**
 * Asks the vendor for the balance of the channel, and stores it; waits its turn where the account
 * was asked a moment ago, which `onWait` is told (milliseconds). Audited. Throws UserError
 * `test_unsupported` (nothing to ask this vendor for) and `query_wait` (still too soon).
 */
export async function testChannel(
  ctx: Context,
  input: { id: string },
  onWait: (waitMs: number) => void = () => undefined,
): Promise<ChannelTest> {
  const { id } = ChannelId.parse(input)
  const channel = await loadChannel(ctx.db, id)
  const polled = await pollInTurn(ctx, id, onWait)
  const result = await toResult(ctx, id, polled)
  await inTransaction(ctx, (tx) =>
    appendAudit(ctx, tx, {
      action: 'channel.test',
      targetId: id,
      details: {
        name: channel.name,
        ok: result.ok,
        ...(result.ok ? {} : { trouble: result.trouble }),
      },
    }),
  )
  return result
}

async function pollInTurn(ctx: Context, id: string, onWait: (waitMs: number) => void) {
  const began = performance.now()
  for (;;) {
    const polled = await pollBalance(ctx, id)
    if (polled.state !== 'wait' || isFresh(polled.last)) return polled
    if (performance.now() - began + polled.waitMs > patienceMs) return polled
    onWait(polled.waitMs)
    await sleep(polled.waitMs)
  }
}

const isFresh = (last: Date | null): boolean => Date.now() - (last?.getTime() ?? 0) <= freshMs

async function toResult(
  ctx: Context,
  id: string,
  polled: Awaited<ReturnType<typeof pollBalance>>,
): Promise<ChannelTest> {
  if (polled.state === 'unsupported') throw new UserError('test_unsupported')
  if (polled.state === 'failed') return { ok: false, at: polled.at, trouble: polled.trouble }
  if (polled.state === 'wait' && !isFresh(polled.last)) {
    throw new UserError('query_wait', { seconds: Math.ceil(polled.waitMs / 1000) })
  }
  if (polled.state === 'wait' && polled.trouble) {
    return { ok: false, at: polled.last ?? new Date(), trouble: polled.trouble }
  }
  const at = polled.state === 'wait' ? (polled.last ?? new Date()) : polled.at
  return { ok: true, at, quotas: await listQuotas(ctx, id) }
}
