import type { Category, Settings, TemplateDraft } from '#lib/providers/contract.ts'
import type { TemplateView } from '#lib/templates/queries.ts'
import type { AddTemplate, UpdateTemplate } from '#lib/templates/schemas.ts'
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

/** First values: those of a template that is changed or copied. */
export const toValues = (from: TemplateView | undefined): DraftValues =>
  from
    ? {
        title: from.title,
        signature: from.signature,
        text: from.text,
        category: from.category,
        settings: from.settings,
        ...(from.vendorId ? { vendorId: from.vendorId } : {}),
      }
    : { category: 'notification' }

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
