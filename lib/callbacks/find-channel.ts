import { timingSafeEqual } from 'node:crypto'
import { and, eq, gt, isNull, lt, or, sql } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { channels } from '#db/schema/channels.ts'
import { isInRanges } from '#lib/addresses/ranges.ts'
import { fingerprint } from '#lib/crypto/keyring.ts'
import { isVendor } from '#lib/providers/registry.ts'

export type Caller = { vendor: string; token: string; address?: string | undefined }

/**
 * The channel whose callback address this is, or was until its rotation is over; of an archived one
 * as well, since reports come late. Undefined as well when it may not be used from `address`.
 */
export async function findCallbackChannel(db: Db, caller: Caller): Promise<string | undefined> {
  if (!isVendor(caller.vendor)) return undefined
  const hash = fingerprint(caller.token)
  const isOld = and(
    eq(channels.previousCallbackTokenHash, hash),
    gt(channels.previousCallbackUntil, sql`now()`),
  )
  const [found] = await db
    .select({
      id: channels.id,
      hash: channels.callbackTokenHash,
      oldHash: channels.previousCallbackTokenHash,
      sources: channels.callbackSources,
    })
    .from(channels)
    .where(and(eq(channels.vendor, caller.vendor), or(eq(channels.callbackTokenHash, hash), isOld)))
  if (!found || !mayCall(found.sources, caller.address)) return undefined
  if (isSame(found.hash, hash)) return found.id
  if (!found.oldHash || !isSame(found.oldHash, hash)) return undefined
  await noteOldUse(db, found.id)
  return found.id
}

const mayCall = (sources: string[], address: string | undefined): boolean =>
  sources.length === 0 || (address !== undefined && isInRanges(address, sources))

/** The look-up is by a hash of the secret; the last word is a comparison in constant time. */
const isSame = (one: string, other: string): boolean =>
  timingSafeEqual(Buffer.from(one), Buffer.from(other))

/** Once a minute at most: whoever rotates wants to know whether the vendor has moved. */
const noteOldUse = (db: Db, id: string) =>
  db
    .update(channels)
    .set({ previousCallbackUsedAt: sql`now()` })
    .where(
      and(
        eq(channels.id, id),
        or(
          isNull(channels.previousCallbackUsedAt),
          lt(channels.previousCallbackUsedAt, sql`now() - interval '1 minute'`),
        ),
      ),
    )
