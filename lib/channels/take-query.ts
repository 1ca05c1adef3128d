import type { Context } from '#lib/context.ts'
import { fingerprint } from '#lib/crypto/keyring.ts'
import { takeTokens } from '#lib/rates/take-tokens.ts'
import { type Channel, limitsOf, openCredentials, tryCredentials } from './open-channel.ts'

type QueryContext = Pick<Context, 'db' | 'keys'>

type OfAccount = Pick<Channel, 'id' | 'vendor' | 'credentials'>

/** The bucket of a vendor's account: vendors count by company, whichever channel asks. */
export const queryBucket = (
  ctx: Pick<Context, 'keys'>,
  channel: OfAccount,
  kind: 'query' | 'balance' | 'calls' = 'query',
): string =>
  `${kind}:${fingerprint(JSON.stringify([channel.vendor, openCredentials(ctx, channel)]))}`

/** The bucket of the calls that send; the channel's own where its credentials cannot be opened. */
export const callsBucket = (ctx: Pick<Context, 'keys'>, channel: OfAccount): string =>
  tryCredentials(ctx, channel) ? queryBucket(ctx, channel, 'calls') : `calls:${channel.id}`

/** Who asks: a person or a short question, or a pull, which may take hundreds one after the other. */
export type Asker = 'anyone' | 'pull'

/** Ours: a vendor's clock and the way to it make what left evenly come unevenly. */
const margin = 0.95
/** Queries that pulls leave to others, where the bucket holds that many. */
const leftByPulls = 2

/**
 * Takes one of the account's queries (calls that ask and send nothing), paced almost evenly: a
 * vendor that allows three a minute refuses three at once and three more as they come back. No
 * minute holds more than the vendor allows. Gives 0, or the milliseconds until one is there.
 */
export async function takeQuery(
  ctx: QueryContext,
  channel: Channel,
  asker: Asker = 'anyone',
): Promise<number> {
  const { queriesPerMinute } = limitsOf(channel)
  if (queriesPerMinute === undefined) return 0
  const burst = Math.max(1, Math.floor(queriesPerMinute / 12))
  return takeTokens(ctx.db, {
    key: queryBucket(ctx, channel),
    // A full bucket and what comes back within a minute make the vendor's number together.
    perSecond: ((queriesPerMinute + 1 - burst) / 60) * margin,
    burst,
    leave: asker === 'pull' ? Math.min(leftByPulls, burst - 1) : 0,
  })
}

/** The same for the one balance question that some vendors answer only every so many seconds. */
export async function takeBalanceQuery(ctx: QueryContext, channel: Channel): Promise<number> {
  const { balanceIntervalSeconds } = limitsOf(channel)
  if (balanceIntervalSeconds === undefined) return 0
  const key = queryBucket(ctx, channel, 'balance')
  return takeTokens(ctx.db, { key, perSecond: margin / balanceIntervalSeconds, burst: 1 })
}
