import type { Executor } from '#db/client.ts'
import { takeTokens } from '#lib/rates/take-tokens.ts'
import { type Channel, limitsOf } from './open-channel.ts'

/**
 * Takes one of the channel's queries (calls that ask and send nothing), paced almost evenly: a
 * vendor that allows three a minute refuses three at once and three more as they come back. Gives
 * 0, or the milliseconds until one is there.
 */
export async function takeQuery(db: Executor, channel: Channel): Promise<number> {
  const { queriesPerMinute } = limitsOf(channel)
  if (queriesPerMinute === undefined) return 0
  return takeTokens(db, {
    key: `query:${channel.id}`,
    perSecond: queriesPerMinute / 60,
    burst: Math.max(1, Math.floor(queriesPerMinute / 12)),
  })
}
