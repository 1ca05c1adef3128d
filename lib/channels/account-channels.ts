import { asc, eq, sql } from 'drizzle-orm'
import type { Executor } from '#db/client.ts'
import { channels } from '#db/schema/channels.ts'
import type { Context } from '#lib/context.ts'
import { type Channel, tryCredentials } from './open-channel.ts'

/** A channel and all channels on the same account, itself among them, oldest first. */
export type Account = { channel: Channel; ids: string[] }

/**
 * The channels that share a vendor's account, archived ones as well: a vendor pushes to one address
 * an account, so what comes for one of them may be about another. Undefined without such a channel.
 */
export async function loadAccount(
  ctx: Pick<Context, 'keys'>,
  db: Executor,
  channelId: string,
): Promise<Account | undefined> {
  const rows = await db
    .select()
    .from(channels)
    .where(eq(channels.vendor, sql`(select vendor from channels where id = ${channelId})`))
    .orderBy(asc(channels.createdAt), asc(channels.id))
  const channel = rows.find((row) => row.id === channelId)
  if (!channel) return undefined
  if (rows.length === 1) return { channel, ids: [channel.id] }
  const own = accountOf(ctx, channel)
  const same = rows.filter((row) => row === channel || (own && accountOf(ctx, row) === own))
  return { channel, ids: same.map((row) => row.id) }
}

/** What two channels of one account have in common; undefined when its credentials cannot be opened. */
function accountOf(ctx: Pick<Context, 'keys'>, channel: Channel): string | undefined {
  const credentials = tryCredentials(ctx, channel)
  return credentials
    ? JSON.stringify([channel.baseUrl, Object.entries(credentials).sort()])
    : undefined
}
