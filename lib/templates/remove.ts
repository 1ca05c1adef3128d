import { eq, sql } from 'drizzle-orm'
import { templates } from '#db/schema/templates.ts'
import { appendAudit } from '#lib/audit/append.ts'
import { loadChannel } from '#lib/channels/load.ts'
import { openChannel } from '#lib/channels/open-channel.ts'
import { type Context, inTransaction } from '#lib/context.ts'
import { UserError } from '#lib/errors.ts'
import { countOpenBatches, loadTemplate } from './load.ts'
import { goneReason } from './review.ts'
import { TemplateId } from './schemas.ts'

/**
 * Deletes a template, at the vendor first where it has an API; what was sent with it stays. Throws
 * UserError `template_in_use` while a batch has to send with it, and ProviderError.
 */
export async function removeTemplate(ctx: Context, input: { id: string }): Promise<{ id: string }> {
  const { id } = TemplateId.parse(input)
  const template = await loadTemplate(ctx.db, id)
  const count = await countOpenBatches(ctx.db, id)
  if (count > 0) throw new UserError('template_in_use', { count })
  const { provider, call } = openChannel(ctx, await loadChannel(ctx.db, template.channelId))
  const there = template.vendorId && template.reviewReason !== goneReason ? template.vendorId : null
  if (provider.templates && there) await provider.templates.remove(call, there)
  await inTransaction(ctx, async (tx) => {
    await tx
      .update(templates)
      .set({ deletedAt: sql`now()`, updatedAt: sql`now()` })
      .where(eq(templates.id, id))
    const { title, text, signature, vendorId } = template
    await appendAudit(ctx, tx, {
      action: 'template.remove',
      targetId: id,
      details: { title, text, signature, vendorId },
    })
  })
  return { id }
}
