import type { ChannelView } from '#lib/channels/queries.ts'
import type { TemplateView } from '#lib/templates/queries.ts'

/** What the wizard knows of a channel. */
export type ChannelChoice = Pick<
  ChannelView,
  'id' | 'name' | 'vendor' | 'state' | 'price' | 'quotas'
>

/** What the wizard knows of a template. */
export type TemplateChoice = Pick<
  TemplateView,
  | 'id'
  | 'title'
  | 'text'
  | 'signature'
  | 'signaturePosition'
  | 'variables'
  | 'category'
  | 'vendorId'
  | 'reviewStatus'
  | 'sendable'
>
