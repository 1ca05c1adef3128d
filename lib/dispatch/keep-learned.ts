import { eq, sql } from 'drizzle-orm'
import { channels } from '#db/schema/channels.ts'
import { appendAudit } from '#lib/audit/append.ts'
import { type Context, inTransaction } from '#lib/context.ts'
import type { Settings } from '#lib/providers/vocabulary.ts'

/** Keeps what a vendor's refusal taught about a channel (its text limit, say). Audited. */
export async function keepLearned(
  ctx: Context,
  channelId: string,
  learned: Settings,
): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const { rowCount } = await tx
      .update(channels)
      .set({ settings: sql`settings || ${JSON.stringify(learned)}::jsonb`, updatedAt: sql`now()` })
      .where(
        sql`${eq(channels.id, channelId)} and not settings @> ${JSON.stringify(learned)}::jsonb`,
      )
    if (rowCount === 0) return
    await appendAudit(ctx, tx, {
      action: 'channel.learn',
      targetId: channelId,
      details: { settings: learned },
    })
  })
}
