import { and, eq, isNull } from 'drizzle-orm'
import type { Executor, Tx } from '#db/client.ts'
import { channels } from '#db/schema/channels.ts'
import { UserError } from '#lib/errors.ts'
import type { Channel } from './open-channel.ts'

const living = (id: string) => and(eq(channels.id, id), isNull(channels.archivedAt))

/** The whole row, sealed secrets included: for verbs, never for an answer. Throws UserError `not_found`. */
export async function loadChannel(db: Executor, id: string): Promise<Channel> {
  const [channel] = await db.select().from(channels).where(living(id))
  if (!channel) throw new UserError('not_found')
  return channel
}

/** The same, locked until the transaction ends. */
export async function lockChannel(tx: Tx, id: string): Promise<Channel> {
  const [channel] = await tx.select().from(channels).where(living(id)).for('update')
  if (!channel) throw new UserError('not_found')
  return channel
}
