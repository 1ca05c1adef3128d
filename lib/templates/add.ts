import { sql } from 'drizzle-orm'
import type { Tx } from '#db/client.ts'
import { templates } from '#db/schema/templates.ts'
import { appendAudit } from '#lib/audit/append.ts'
import { loadChannel } from '#lib/channels/load.ts'
import { openChannel } from '#lib/channels/open-channel.ts'
import { type Context, inTransaction } from '#lib/context.ts'
import { UserError } from '#lib/errors.ts'
import { listVariables } from '#lib/providers/texts.ts'
import type { ReviewStatus } from '#lib/providers/vendor-templates.ts'
import { readTemplateSettings, readVendorId, requireRules } from './check.ts'
import { type AddTemplate, AddTemplateInput } from './schemas.ts'
import { readLengths } from './variable-lengths.ts'

type Row = typeof templates.$inferInsert & { reviewStatus: ReviewStatus }

/**
 * Adds a template: made at the vendor where it has an API for that (and then in review), else
 * entered by its code. Throws UserError (a broken rule, `vendor_id_taken`) and ProviderError.
 */
export async function addTemplate(
  ctx: Context,
  input: AddTemplate,
): Promise<{ id: string; reviewStatus: ReviewStatus }> {
  const { channelId, vendorId, copyOf, ...entered } = AddTemplateInput.parse(input)
  const { text, variableLengths } = readLengths(entered.text)
  const channel = await loadChannel(ctx.db, channelId)
  const { provider, call } = openChannel(ctx, channel)
  const settings = readTemplateSettings(provider, entered.settings)
  const draft = { ...entered, text, settings }
  requireRules(provider, draft)
  const code = readVendorId(provider, vendorId)
  const made = await provider.templates?.create(call, draft)
  const row: Row = {
    channelId,
    ...draft,
    variables: listVariables(text),
    variableLengths,
    vendorId: made?.vendorId ?? code,
    settings: { ...draft.settings, ...made?.settings },
    // What was made there and does not say how it stands is not approved.
    reviewStatus: made ? (made.reviewStatus ?? 'review') : 'none',
    reviewReason: made?.reason ?? null,
    ...(made ? { syncedAt: new Date() } : {}),
  }
  return inTransaction(ctx, async (tx) => {
    const id = await insert(tx, row, made !== undefined)
    const { reviewStatus } = row
    await appendAudit(ctx, tx, {
      action: 'template.add',
      targetId: id,
      details: {
        ...{ channel: channel.name, ...draft, variableLengths },
        ...{ vendorId: row.vendorId, copyOf, reviewStatus },
      },
    })
    return { id, reviewStatus }
  })
}

/** A sync may have imported what the vendor has just made: then that row becomes this one. */
async function insert(tx: Tx, row: Row, made: boolean): Promise<string> {
  const where = sql`deleted_at is null`
  const target = [templates.channelId, templates.vendorId]
  const adding = tx.insert(templates).values(row)
  const [added] = made
    ? await adding
        .onConflictDoUpdate({ target, targetWhere: where, set: row })
        .returning({ id: templates.id })
    : await adding.onConflictDoNothing({ target, where }).returning({ id: templates.id })
  if (added) return added.id
  throw new UserError('vendor_id_taken', { id: row.vendorId ?? '' }, { field: 'vendorId' })
}
