import { checkFields } from '#lib/channels/check-fields.ts'
import { loadChannel } from '#lib/channels/load.ts'
import type { Context } from '#lib/context.ts'
import { UserError } from '#lib/errors.ts'
import type { Provider } from '#lib/providers/contract.ts'
import { getProvider } from '#lib/providers/registry.ts'
import { templateSettingsOf } from '#lib/providers/template-settings.ts'
import type { Problem, TemplateDraft } from '#lib/providers/vendor-templates.ts'
import type { Settings } from '#lib/providers/vocabulary.ts'
import { type CheckTemplate, CheckTemplateInput } from './schemas.ts'
import { readLengths } from './variable-lengths.ts'

/** Every rule of the channel's vendor that a draft breaks; nothing is called or written. */
export async function checkTemplate(
  ctx: Pick<Context, 'db'>,
  input: CheckTemplate,
): Promise<Problem[]> {
  const { channelId, ...entered } = CheckTemplateInput.parse(input)
  const draft = { ...entered, text: readLengths(entered.text).text }
  const channel = await loadChannel(ctx.db, channelId)
  return getProvider(channel.vendor).templateProblems(draft)
}

/** Throws the first broken rule as UserError (a code of `problemTexts`). */
export function requireRules(provider: Provider, draft: TemplateDraft): void {
  const [problem] = provider.templateProblems(draft)
  if (problem) throw new UserError(problem.code, problem.params, { field: problem.field })
}

/** The vendor's own fields of a template, with defaults. Throws UserError `field_unknown`, `field_invalid`. */
export function readTemplateSettings(provider: Provider, settings: Settings): Settings {
  const schema = templateSettingsOf(provider)
  if (schema) return dropEmpty(checkFields(schema, settings, 'settings'))
  const [name] = Object.keys(settings)
  if (name === undefined) return {}
  throw new UserError('field_unknown', { name, names: '' }, { field: `settings.${name}` })
}

/** A field that was cleared is as one never filled in. */
const dropEmpty = (settings: Settings): Settings =>
  Object.fromEntries(Object.entries(settings).filter(([, value]) => value != null && value !== ''))

/** The vendor's code that a person entered, or null. Throws UserError `vendor_id_required`, `vendor_id_by_vendor`. */
export function readVendorId(provider: Provider, vendorId: string | undefined): string | null {
  const field = 'vendorId'
  if (provider.templates && vendorId) throw new UserError('vendor_id_by_vendor', {}, { field })
  if (provider.templateCode?.required && !vendorId) {
    throw new UserError('vendor_id_required', {}, { field })
  }
  return vendorId || null
}
