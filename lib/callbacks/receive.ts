import { sql } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { rawCallbacks } from '#db/schema/reports.ts'
import { getProvider } from '#lib/providers/registry.ts'
import { type Caller, findCallbackChannel } from './find-channel.ts'
import type { UnknownLimit } from './limit-unknown.ts'

/** Most bytes of a push; longer ones are refused with 413 by whoever reads the body. */
export const callbackByteLimit = 1_048_576

export type Incoming = Caller & {
  method: string
  /** Without the question mark. */
  query: string
  contentType: string
  /** Asked for only when the address is ours; undefined when it is too long. */
  readBody(): Promise<Uint8Array | undefined>
}
export type Answer = {
  status: number
  contentType: string
  body: string
  /** Of a 405: the methods that are. */
  allow?: string
}

/** How vendors push; anything else is nobody's push, at whatever address. */
const methods = ['GET', 'POST']

const plain = (status: number, body: string): Answer => ({
  status,
  contentType: 'text/plain',
  body,
})
const notFound = plain(404, 'not found')
const tooMany = plain(429, 'too many requests')
const tooLarge = plain(413, 'too large')
const notAllowed: Answer = { ...plain(405, 'method not allowed'), allow: methods.join(', ') }

/**
 * Stores a push as it came and answers once that is committed; parsing is the worker's. An address
 * that is not ours, or not for this caller, gets 404 and no reason; a method that is no push's 405.
 * Throws when the database cannot store it: the vendor then gets an error and may push again.
 */
export async function receiveCallback(
  db: Db,
  limit: UnknownLimit,
  incoming: Incoming,
): Promise<Answer> {
  if (!methods.includes(incoming.method)) return notAllowed
  const channelId = await findCallbackChannel(db, incoming)
  if (!channelId) return limit.isOver(incoming.address) ? tooMany : notFound
  const body = await incoming.readBody()
  if (!body) return tooLarge
  await db.insert(rawCallbacks).values({
    channelId,
    source: 'push',
    method: incoming.method,
    query: incoming.query,
    contentType: incoming.contentType,
    body: Buffer.from(body),
  })
  return getProvider(incoming.vendor).callbackAnswer
}

/** The last push that this process has noted. */
const noted = new WeakMap<Db, number>()

/**
 * Says on the channel when its last push came; not with each push, to keep those cheap. Each turn
 * reads by id what has come since the last one; only the first of a process looks by time.
 */
export async function noteCallbacks(db: Db): Promise<void> {
  const after = noted.get(db)
  const isNew =
    after === undefined ? sql`received_at > now() - interval '10 minutes'` : sql`id > ${after}`
  const { rows } = await db.execute<{ last: string | null }>(sql`
    with fresh as materialized (
      select id, channel_id, received_at, source from raw_callbacks where ${isNew}
    ), moved as (
      update channels c set last_callback_at = r.at
      from (select channel_id, max(received_at) as at from fresh where source = 'push' group by 1) r
      where c.id = r.channel_id and (c.last_callback_at is null or c.last_callback_at < r.at)
    )
    select max(id) as last from fresh`)
  const last = rows[0]?.last
  if (last) noted.set(db, Number(last))
}
