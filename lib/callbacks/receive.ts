import { timingSafeEqual } from 'node:crypto'
import { and, eq, isNull, sql } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { channels } from '#db/schema/channels.ts'
import { rawCallbacks } from '#db/schema/reports.ts'
import { fingerprint } from '#lib/crypto/keyring.ts'
import { getProvider, isVendor } from '#lib/providers/registry.ts'

/** Most bytes of a push; longer ones are refused with 413 by whoever reads the body. */
export const callbackByteLimit = 1_048_576

export type Incoming = {
  vendor: string
  token: string
  method: string
  /** Without the question mark. */
  query: string
  contentType: string
  body: Uint8Array
}
export type Answer = { status: number; contentType: string; body: string }

const notFound: Answer = { status: 404, contentType: 'text/plain', body: 'not found' }

/**
 * Stores a push as it came and answers once that is committed; parsing is the worker's. An address
 * that is not ours gets 404 and no reason. Throws when the database cannot store it: the vendor
 * then gets an error and may push again.
 */
export async function receiveCallback(db: Db, incoming: Incoming): Promise<Answer> {
  const channelId = await findChannel(db, incoming)
  if (!channelId) return notFound
  await db.insert(rawCallbacks).values({
    channelId,
    source: 'push',
    method: incoming.method,
    query: incoming.query,
    contentType: incoming.contentType,
    body: Buffer.from(incoming.body),
  })
  return getProvider(incoming.vendor).callbackAnswer
}

async function findChannel(db: Db, { vendor, token }: Incoming): Promise<string | undefined> {
  if (!isVendor(vendor)) return undefined
  const hash = fingerprint(token)
  const [channel] = await db
    .select({ id: channels.id, hash: channels.callbackTokenHash })
    .from(channels)
    .where(
      and(
        eq(channels.callbackTokenHash, hash),
        eq(channels.vendor, vendor),
        isNull(channels.archivedAt),
      ),
    )
  // The look-up is by a hash of the secret; the last word is a comparison in constant time.
  return channel && timingSafeEqual(Buffer.from(channel.hash), Buffer.from(hash))
    ? channel.id
    : undefined
}

/** Says on the channel when its last push came; not with each push, to keep those cheap. */
export const noteCallbacks = (db: Db) =>
  db.execute(sql`
    update channels c set last_callback_at = r.at
    from (select channel_id, max(received_at) as at from raw_callbacks
      where received_at > now() - interval '10 minutes' and source = 'push' group by 1) r
    where c.id = r.channel_id and (c.last_callback_at is null or c.last_callback_at < r.at)`)
