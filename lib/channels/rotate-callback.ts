import { eq, sql } from 'drizzle-orm'
import { channels } from '#db/schema/channels.ts'
import { appendAudit } from '#lib/audit/append.ts'
import { type Context, inTransaction } from '#lib/context.ts'
import { UserError } from '#lib/errors.ts'
import { callbackUrl, createCallbackToken } from './callback-address.ts'
import { lockChannel } from './load.ts'
import { ChannelId, RotateCallbackInput } from './schemas.ts'

/**
 * Makes a new callback address; the old one stays good for `keepHours`, so that nothing is lost
 * until the vendor has the new one. Throws UserError `callback_rotating` while an older one is still
 * good, `not_found`.
 */
export async function rotateCallback(
  ctx: Context,
  input: { id: string; keepHours: number },
): Promise<{ url: string }> {
  const { id, keepHours } = RotateCallbackInput.parse(input)
  return inTransaction(ctx, async (tx) => {
    const channel = await lockChannel(tx, id)
    if (channel.previousCallbackUntil && channel.previousCallbackUntil > new Date())
      throw new UserError('callback_rotating')
    const fresh = createCallbackToken(ctx, id)
    await tx
      .update(channels)
      .set({
        ...fresh,
        previousCallbackToken: channel.callbackToken,
        previousCallbackTokenHash: channel.callbackTokenHash,
        previousCallbackUntil: sql`now() + make_interval(hours => ${keepHours})`,
        previousCallbackUsedAt: null,
        updatedAt: sql`now()`,
      })
      .where(eq(channels.id, id))
    await appendAudit(ctx, tx, {
      action: 'channel.rotate_callback',
      targetId: id,
      details: { name: channel.name, keepHours },
    })
    return { url: callbackUrl(ctx, { ...channel, ...fresh }) }
  })
}

/** From now on only the present address is good. Throws UserError `not_found` when there is no older one. */
export async function endOldCallback(ctx: Context, input: { id: string }): Promise<{ id: string }> {
  const { id } = ChannelId.parse(input)
  return inTransaction(ctx, async (tx) => {
    const channel = await lockChannel(tx, id)
    if (!channel.previousCallbackTokenHash) throw new UserError('not_found')
    await tx
      .update(channels)
      .set({
        previousCallbackToken: null,
        previousCallbackTokenHash: null,
        previousCallbackUntil: null,
        previousCallbackUsedAt: null,
        updatedAt: sql`now()`,
      })
      .where(eq(channels.id, id))
    await appendAudit(ctx, tx, {
      action: 'channel.end_old_callback',
      targetId: id,
      details: { name: channel.name, until: channel.previousCallbackUntil },
    })
    return { id }
  })
}
