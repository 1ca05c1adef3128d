import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'drizzle-orm'
import type { Logger } from 'pino'
import type { FrozenTemplate } from '#lib/batches/types.ts'
import { type LimitedChannel, limitsOf } from '#lib/channels/open-channel.ts'
import { callsBucket } from '#lib/channels/take-query.ts'
import type { Context } from '#lib/context.ts'
import { carriesOwnTexts } from '#lib/providers/own-texts.ts'
import { giveBack, takeAvailable } from '#lib/rates/take-available.ts'
import { callVendor } from './call-vendor.ts'
import { claimCalls } from './claim.ts'
import type { Claim } from './types.ts'

type Turn = {
  batchId: string
  template: Pick<FrozenTemplate, 'vendorId' | 'category'>
  channel: LimitedChannel & { id: string; credentials: string }
}

/** Calls one process makes at once, over all batches. */
const lanes = 20
/** How long to wait when there is nothing to do; a new batch starts at most this much later. */
const idleMs = 250

/** Sends what is to be sent until `signal` aborts; calls under way are then awaited. */
export async function runDispatcher(
  ctx: Context,
  options: { worker: string; log: Logger; signal: AbortSignal },
): Promise<void> {
  const underWay = new Set<Promise<void>>()
  const start = (claim: Claim) => {
    const { reference, unanswered: err } = claim
    if (err) options.log.error({ err, reference }, 'claim not answered')
    const call: Promise<void> = callVendor(ctx, claim)
      .catch((error: unknown) =>
        options.log.error({ err: error, reference }, 'outcome not recorded'),
      )
      .finally(() => underWay.delete(call))
    underWay.add(call)
  }
  while (!options.signal.aborted) {
    const claimed = await round(ctx, options.worker, lanes - underWay.size, start).catch(
      (error: unknown) => {
        options.log.error({ err: error }, 'claim failed')
        return 0
      },
    )
    if (underWay.size >= lanes) await Promise.race(underWay)
    else if (claimed === 0) await Promise.race([sleep(idleMs), ...underWay])
  }
  await Promise.all(underWay)
}

/** One claim for each batch in turn, so that a large one does not hold up the small. */
async function round(
  ctx: Context,
  worker: string,
  free: number,
  start: (claim: Claim) => void,
): Promise<number> {
  const turns = await listTurns(ctx)
  const share = Math.max(1, Math.floor(free / Math.max(1, turns.length)))
  const errors: unknown[] = []
  let claimed = 0
  for (const turn of turns) {
    const most = Math.min(share, free - claimed)
    if (most <= 0) break
    try {
      claimed += await takeTurn(ctx, turn, { worker, most, start })
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
  { batchId, template, channel }: Turn,
  options: { worker: string; most: number; start: (claim: Claim) => void },
): Promise<number> {
  const { worker, most, start } = options
  const limits = limitsOf(channel)
  // Where a call carries many texts one call is a claim: fewer people are unknown if we die now.
  const calls = carriesOwnTexts(limits, template) ? 1 : most
  const key = callsBucket(ctx, channel)
  const bucket = {
    key,
    perSecond: limits.callsPerSecond,
    burst: Math.max(1, limits.callsPerSecond),
  }
  const tokens = await takeAvailable(ctx.db, bucket, calls)
  if (tokens === 0) return 0
  const claims = await claimCalls(ctx, { batchId, calls: tokens, worker })
  // At once: what is claimed and not called counts as unknown, whatever fails in between.
  for (const claim of claims) start(claim)
  await giveBack(ctx.db, key, tokens - claims.length)
  return claims.length
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
