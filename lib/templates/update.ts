import { eq, sql } from 'drizzle-orm'
import { templates } from '#db/schema/templates.ts'
import { appendAudit } from '#lib/audit/append.ts'
import { loadChannel } from '#lib/channels/load.ts'
import { openChannel } from '#lib/channels/open-channel.ts'
import { isUniqueViolation } from '#lib/channels/unique-violation.ts'
import { type Context, inTransaction } from '#lib/context.ts'
import { UserError } from '#lib/errors.ts'
import type { Provider } from '#lib/providers/contract.ts'
import { listVariables } from '#lib/providers/texts.ts'
import type {
  ReviewStatus,
  TemplateDraft,
  VendorTemplate,
} from '#lib/providers/vendor-templates.ts'
import { readTemplateSettings, readVendorId, requireRules } from './check.ts'
import { loadTemplate, type Template } from './load.ts'
import { type UpdateTemplate, UpdateTemplateInput } from './schemas.ts'
import { readLengths } from './variable-lengths.ts'

/**
 * Changes a template, at the vendor first where it has an API: there it goes back to review and
 * cannot be sent meanwhile. Throws UserError (a broken rule, `template_fixed`, `vendor_id_taken`)
 * and ProviderError.
 */
export async function updateTemplate(
  ctx: Context,
  input: UpdateTemplate,
): Promise<{ reviewStatus: ReviewStatus }> {
  const { id, vendorId, ...entered } = UpdateTemplateInput.parse(input)
  const before = await loadTemplate(ctx.db, id)
  const { given, variableLengths } = readText(before, entered)
  const channel = await loadChannel(ctx.db, before.channelId)
  const { provider, call } = openChannel(ctx, channel)
  const draft = toDraft(provider, before, given)
  requireRules(provider, draft)
  requireFixed(provider, before, draft)
  const code = provider.templates
    ? before.vendorId
    : readVendorId(provider, vendorId ?? before.vendorId ?? '')
  const made =
    provider.templates && before.vendorId
      ? await provider.templates.update(call, before.vendorId, draft)
      : undefined
  const change = {
    ...draft,
    variables: listVariables(draft.text),
    variableLengths,
    vendorId: code,
    ...reviewed(draft, made),
  }
  await withUniqueCode(code, () =>
    inTransaction(ctx, async (tx) => {
      await tx
        .update(templates)
        .set({ ...change, updatedAt: sql`now()` })
        .where(eq(templates.id, id))
      await appendAudit(ctx, tx, {
        action: 'template.update',
        targetId: id,
        details: { before: pick(before), after: { ...draft, variableLengths, vendorId: code } },
      })
    }),
  )
  return { reviewStatus: change.reviewStatus ?? before.reviewStatus }
}

/** A text brings its lengths, or has none; what is not given keeps those there are. */
function readText<Given extends { text?: string | undefined }>(before: Template, entered: Given) {
  if (entered.text === undefined) {
    return { given: entered, variableLengths: before.variableLengths }
  }
  const { text, variableLengths } = readLengths(entered.text)
  return { given: { ...entered, text }, variableLengths }
}

function toDraft(
  provider: Provider,
  before: Template,
  given: Partial<TemplateDraft>,
): TemplateDraft {
  const { title, signature, text, category } = { ...pick(before), ...dropAbsent(given) }
  const settings = readTemplateSettings(provider, { ...before.settings, ...given.settings })
  return { title, signature, text, category, settings }
}

const pick = (template: Template) => {
  const { title, signature, text, variableLengths, category, vendorId, settings } = template
  return { title, signature, text, variableLengths, category, vendorId, settings }
}

const dropAbsent = <T extends object>(given: T) =>
  Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as Partial<T>

/** What a vendor's API cannot change in a template that exists. */
function requireFixed(provider: Provider, before: Template, draft: TemplateDraft): void {
  if (!provider.templates) return
  const field = 'category'
  if (draft.category !== before.category) throw new UserError('template_fixed', {}, { field })
  const moved = provider.templates.fixedSettings?.find(
    (name) => draft.settings[name] !== before.settings[name],
  )
  if (moved !== undefined) throw new UserError('template_fixed', {}, { field: `settings.${moved}` })
}

/** A changed template goes back to review, also where the answer does not say so. */
const reviewed = (draft: TemplateDraft, made: VendorTemplate | undefined) =>
  made
    ? {
        settings: { ...draft.settings, ...made.settings },
        reviewStatus: made.reviewStatus ?? ('review' as const),
        reviewReason: made.reason ?? null,
        syncedAt: new Date(),
      }
    : { reviewStatus: undefined }

async function withUniqueCode(code: string | null, write: () => Promise<void>): Promise<void> {
  try {
    await write()
  } catch (error) {
    if (!isUniqueViolation(error, 'templates_vendor_id')) throw error
    throw new UserError('vendor_id_taken', { id: code ?? '' }, { field: 'vendorId', cause: error })
  }
}
