import type { Context } from '#lib/context.ts'
import { UserError } from '#lib/errors.ts'
import type { Channel } from './open-channel.ts'
import { waitForQuery } from './wait-for-query.ts'

/** Somebody waits before a screen: a vendor that allows three questions a minute has one every 20 s. */
const patienceMs = 22_000

/** Waits for the vendor's pace on behalf of a person. Throws UserError `query_wait` (`seconds` to wait). */
export async function requireQuery(
  ctx: Pick<Context, 'db' | 'keys'>,
  channel: Channel,
): Promise<void> {
  const began = performance.now()
  let waitMs = 0
  const isPatient = (ms: number) => {
    waitMs = ms
    return performance.now() - began + ms <= patienceMs
  }
  if (await waitForQuery(ctx, channel, isPatient)) return
  throw new UserError('query_wait', { seconds: Math.ceil(waitMs / 1000) })
}
