import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'drizzle-orm'
import type { Logger } from 'pino'
import type { FrozenTemplate } from '#lib/batches/types.ts'
import { type LimitedChannel, limitsOf } from '#lib/channels/open-channel.ts'
import { callsBucket } from '#lib/channels/take-query.ts'
import type { Context } from '#lib/context.ts'
import { carriesOwnTexts } from '#lib/providers/own-texts.ts'
import { giveBack, takeAvailable } from '#lib/rates/take-available.ts'
import { type Calls, openCalls } from './calls-under-way.ts'
import { claimCalls } from './claim.ts'
import { isCheckDue } from './keep-approved.ts'

type Turn = {
  batchId: string
  template: Pick<FrozenTemplate, 'vendorId' | 'category'>
  channel: LimitedChannel & { id: string; credentials: string }
}

/** Calls one process makes to one account at once: a slow vendor takes no other's places. */
const lanes = 20
/** How long to wait when there is nothing to do; a new batch starts at most this much later. */
const idleMs = 250

/** Sends what is to be sent until `signal` aborts; calls under way are then awaited. */
export async function runDispatcher(
  ctx: Context,
  options: { worker: string; log: Logger; signal: AbortSignal },
): Promise<void> {
  const calls = openCalls(ctx, options.log)
  while (!options.signal.aborted) {
    const claimed = await round(ctx, options.worker, calls).catch((error: unknown) => {
      options.log.error({ err: error }, 'claim failed')
      return 0
    })
    if (claimed === 0) await Promise.race([sleep(idleMs), ...calls.underWay()])
  }
  await Promise.all(calls.underWay())
}

/** One claim for each batch in turn, so that a large one does not hold up the small. */
async function round(ctx: Context, worker: string, calls: Calls): Promise<number> {
  const turns = (await listTurns(ctx)).map((turn) => ({
    ...turn,
    key: callsBucket(ctx, turn.channel),
  }))
  const errors: unknown[] = []
  let claimed = 0
  for (const turn of turns) {
    const free = lanes - calls.countFor(turn.key)
    const sharing = turns.filter(({ key }) => key === turn.key).length
    const most = Math.min(free, Math.max(1, Math.floor(lanes / sharing)))
    if (most <= 0) continue
    try {
      claimed += await takeTurn(ctx, turn, { worker, most, calls })
    } catch (error) {
      // A batch that cannot be claimed from does not hold up the others.
      errors.push(error)
    }
  }
  if (errors.length > 0 && claimed === 0) throw errors[0]
  return claimed
}

async function takeTurn(
  ctx: Context,
  { batchId, template, channel, key }: Turn & { key: string },
  options: { worker: string; most: number; calls: Calls },
): Promise<number> {
  const { worker, most, calls } = options
  if (isCheckDue(batchId)) {
    calls.check(batchId)
    return 0
  }
  const limits = limitsOf(channel)
  // Where a call carries many texts one call is a claim: fewer people are unknown if we die now.
  const ask = carriesOwnTexts(limits, template) ? 1 : most
  const burst = Math.max(1, limits.callsPerSecond)
  const bucket = { key, perSecond: limits.callsPerSecond, burst }
  const tokens = await takeAvailable(ctx.db, bucket, ask)
  if (tokens === 0) return 0
  let used = 0
  try {
    const claims = await claimCalls(ctx, { batchId, calls: tokens, worker })
    // At once: what is claimed and not called counts as unknown, whatever fails in between.
    for (const claim of claims) calls.start(key, claim)
    used = claims.length
  } finally {
    await giveBack(ctx.db, key, tokens - used)
  }
  return used
}

async function listTurns(ctx: Context): Promise<Turn[]> {
  const { rows } = await ctx.db.execute<Record<string, unknown>>(sql`
    select b.id as "batchId", b.template, c.id, c.vendor, c.credentials, c.limits, c.settings, c.recipients_per_call as "recipientsPerCall",
      c.calls_per_second as "callsPerSecond"
    from batches b join channels c on c.id = b.channel_id
    where b.state = 'sending' and c.state = 'active' and (b.retry_at is null or b.retry_at <= now())
    order by random() limit 50`)
  return rows.map(({ batchId, template, ...channel }) => ({
    batchId: batchId as string,
    template: template as Turn['template'],
    channel: channel as Turn['channel'],
  }))
}
