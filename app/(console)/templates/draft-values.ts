import { withDefaults } from '#components/vendor-fields.tsx'
import type { TemplateDraft } from '#lib/providers/vendor-templates.ts'
import type { Category, Settings } from '#lib/providers/vocabulary.ts'
import type { TemplateView } from '#lib/templates/queries.ts'
import type { AddTemplate, UpdateTemplate } from '#lib/templates/schemas.ts'
import { writeLengths } from '#lib/templates/variable-lengths.ts'
import type { EditorChannel } from './editor-data.ts'

/** What the form holds; anything may still be missing. */
export type DraftValues = {
  title?: string
  signature?: string
  text?: string
  category?: Category
  vendorId?: string
  settings?: Settings
}

export const toDraft = (values: DraftValues): TemplateDraft => ({
  title: values.title ?? '',
  signature: values.signature ?? '',
  text: values.text ?? '',
  category: values.category ?? 'notification',
  settings: values.settings ?? {},
})

/** First values: those of a template that is changed or copied, over the vendor's defaults. */
export function toValues(from: TemplateView | undefined, channel: EditorChannel): DraftValues {
  const fields = channel.vendor.templateSettings ?? []
  const known = fields.map(({ name }) => name)
  const stored = Object.entries(from?.settings ?? {}).filter(([name]) => known.includes(name))
  const settings = withDefaults(fields, Object.fromEntries(stored))
  if (!from) return { category: 'notification', settings }
  const { title, signature, text, category, vendorId } = from
  const entered = writeLengths(text, from.variableLengths)
  const own = { title, signature, text: entered, category, settings }
  return { ...own, ...(vendorId ? { vendorId } : {}) }
}

type Place = {
  channel: EditorChannel
  edited: TemplateView | undefined
  source: TemplateView | undefined
}

/** The input of `update` where a template is edited, else of `add`. */
export function toInput(
  values: DraftValues,
  { channel, edited, source }: Place,
): AddTemplate | UpdateTemplate {
  const { templateSettings, templateCode } = channel.vendor
  const known = new Set(templateSettings?.map(({ name }) => name))
  const fields = {
    ...toDraft(values),
    settings: Object.fromEntries(
      Object.entries(values.settings ?? {}).filter(([name]) => known.has(name)),
    ),
    ...(templateCode ? { vendorId: values.vendorId ?? '' } : {}),
  }
  if (edited) return { id: edited.id, ...fields }
  return { channelId: channel.id, ...fields, ...(source ? { copyOf: source.id } : {}) }
}
