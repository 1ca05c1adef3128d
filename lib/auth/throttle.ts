import { setTimeout as sleep } from 'node:timers/promises'
import type { Db } from '#db/client.ts'
import { networkOf } from '#lib/addresses/ranges.ts'
import { type Bucket, takeTokens } from '#lib/rates/take-tokens.ts'

/** Wrong tries at an account from one network: ten at once, then one a minute. */
const perPair = { perSecond: 1 / 60, burst: 10 }
/** Wrong tries from one network at whatever account: thirty, then one every ten seconds. */
const perNetwork = { perSecond: 1 / 10, burst: 30 }
/** Wrong tries at an account from anywhere: beyond these an answer takes longer, and that is all. */
const perAccount = { perSecond: 1 / 30, burst: 20 }
const longestWaitMs = 3_000

/** Resolves after so many milliseconds. */
export type Wait = (ms: number) => Promise<unknown>
export type Attempt = { email: string; address?: string | undefined }

const networkOfAttempt = ({ address }: Attempt): string =>
  address ? networkOf(address) : 'unknown'

/** Buckets that refuse. Nobody can shut an account for others with them: each has the network in it. */
const refusing = (attempt: Attempt): Bucket[] => [
  { key: `sign-in/network/${networkOfAttempt(attempt)}`, ...perNetwork },
  { key: `sign-in/account/${attempt.email}/${networkOfAttempt(attempt)}`, ...perPair },
]
const slowing = ({ email }: Attempt): Bucket => ({ key: `sign-in/account/${email}`, ...perAccount })

/**
 * True when this try is one too many from its network. Tries at one account from very many networks
 * are slowed down, never refused, or whoever guesses could lock its owner out.
 */
export async function isThrottled(db: Db, attempt: Attempt, wait: Wait = sleep): Promise<boolean> {
  for (const bucket of refusing(attempt)) if ((await takeTokens(db, bucket)) > 0) return true
  const waitMs = await takeTokens(db, slowing(attempt))
  if (waitMs > 0) await wait(Math.min(waitMs, longestWaitMs))
  return false
}

/** Whoever knows the password is not guessing: a good sign-in costs nothing. */
export async function forgive(db: Db, attempt: Attempt): Promise<void> {
  for (const bucket of [...refusing(attempt), slowing(attempt)]) await takeTokens(db, bucket, -1)
}
