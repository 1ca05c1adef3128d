import type { Context } from '#lib/context.ts'
import { fingerprint, keyIdOf } from '#lib/crypto/keyring.ts'
import { takeTokens } from '#lib/rates/take-tokens.ts'
import { type Channel, limitsOf, openCredentials } from './open-channel.ts'

type QueryContext = Pick<Context, 'db' | 'keys'>

type OfAccount = Pick<Channel, 'id' | 'vendor' | 'credentials'>

/** The bucket of a vendor's account: vendors count by company, whichever channel asks. */
export const queryBucket = (
  ctx: Pick<Context, 'keys'>,
  channel: OfAccount,
  kind: 'query' | 'balance' | 'calls' = 'query',
): string =>
  `${kind}:${fingerprint(JSON.stringify([channel.vendor, openCredentials(ctx, channel)]))}`

/** The bucket of the calls that send; the channel's own where the key of its account is not there. */
export const callsBucket = (ctx: Pick<Context, 'keys'>, channel: OfAccount): string =>
  ctx.keys.keys.has(keyIdOf(channel.credentials))
    ? queryBucket(ctx, channel, 'calls')
    : `calls:${channel.id}`

/**
 * Takes one of the account's queries (calls that ask and send nothing), paced almost evenly: a
 * vendor that allows three a minute refuses three at once and three more as they come back. Gives
 * 0, or the milliseconds until one is there.
 */
export async function takeQuery(ctx: QueryContext, channel: Channel): Promise<number> {
  const { queriesPerMinute } = limitsOf(channel)
  if (queriesPerMinute === undefined) return 0
  return takeTokens(ctx.db, {
    key: queryBucket(ctx, channel),
    perSecond: queriesPerMinute / 60,
    burst: Math.max(1, Math.floor(queriesPerMinute / 12)),
  })
}

/** The same for the one balance question that some vendors answer only every so many seconds. */
export async function takeBalanceQuery(ctx: QueryContext, channel: Channel): Promise<number> {
  const { balanceIntervalSeconds } = limitsOf(channel)
  if (balanceIntervalSeconds === undefined) return 0
  const key = queryBucket(ctx, channel, 'balance')
  return takeTokens(ctx.db, { key, perSecond: 1 / balanceIntervalSeconds, burst: 1 })
}
