import { and, eq, like, sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Executor } from '#db/client.ts'
import { channels } from '#db/schema/channels.ts'
import { rawCallbacks } from '#db/schema/reports.ts'
import { appendAudit } from '#lib/audit/append.ts'
import { hasRole } from '#lib/auth/roles.ts'
import { type Context, inTransaction } from '#lib/context.ts'
import { UserError } from '#lib/errors.ts'

export const ReadAgainInput = z.object({ channelId: z.uuid() })

/**
 * Has the worker read all unreadable pushes of a channel anew, of an archived one too (role
 * operator): credentials may be others now, or the console may have learned. Gives how many; reading
 * twice changes nothing. Throws UserError `forbidden`, `not_found`.
 */
export async function readAgain(
  ctx: Context,
  { channelId }: z.output<typeof ReadAgainInput>,
): Promise<{ pushes: number }> {
  if (!hasRole(ctx.actor.role, 'operator')) throw new UserError('forbidden')
  return inTransaction(ctx, async (tx) => {
    const [channel] = await tx
      .select({ name: channels.name })
      .from(channels)
      .where(eq(channels.id, channelId))
    if (!channel) throw new UserError('not_found')
    const pushes = await putBack(tx, channelId)
    const details = { name: channel.name, pushes }
    await appendAudit(ctx, tx, { action: 'report.read_again', targetId: channelId, details })
    return { pushes }
  })
}

/**
 * Puts a channel's unreadable pushes back among those to be read, all or those with one of our
 * failures; what was erased is not there to be read. Gives how many.
 */
export async function putBack(
  db: Executor,
  channelId: string,
  failure?: 'unauthorized',
): Promise<number> {
  const { rowCount } = await db
    .update(rawCallbacks)
    .set({ state: 'received', problem: null, appliedAt: null })
    .where(
      and(
        eq(rawCallbacks.state, 'unreadable'),
        eq(rawCallbacks.channelId, channelId),
        failure ? like(rawCallbacks.problem, `${failure}%`) : undefined,
        sql`(${rawCallbacks.body} <> '' or ${rawCallbacks.query} <> '')`,
      ),
    )
  return rowCount ?? 0
}
