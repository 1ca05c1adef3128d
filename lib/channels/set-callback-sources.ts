import { eq, sql } from 'drizzle-orm'
import { channels } from '#db/schema/channels.ts'
import { appendAudit } from '#lib/audit/append.ts'
import { type Context, inTransaction } from '#lib/context.ts'
import { lockChannel } from './load.ts'
import { CallbackSourcesInput } from './schemas.ts'

/** Says from which addresses and ranges pushes are taken; none means any. Throws UserError `not_found`. */
export async function setCallbackSources(
  ctx: Context,
  input: { id: string; sources: string[] },
): Promise<{ id: string }> {
  const { id, sources } = CallbackSourcesInput.parse(input)
  return inTransaction(ctx, async (tx) => {
    const channel = await lockChannel(tx, id)
    await tx
      .update(channels)
      .set({ callbackSources: sources, updatedAt: sql`now()` })
      .where(eq(channels.id, id))
    await appendAudit(ctx, tx, {
      action: 'channel.update',
      targetId: id,
      details: {
        name: channel.name,
        before: { callbackSources: channel.callbackSources },
        after: { callbackSources: sources },
      },
    })
    return { id }
  })
}
