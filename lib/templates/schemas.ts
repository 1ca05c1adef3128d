import { z } from 'zod'
import { categories, reviewStatuses } from './review.ts'

const settings = z.record(z.string(), z.unknown())

/** The vendor's own rules are checked by the verb; these are only bounds. */
const fields = {
  title: z.string().trim().min(1).max(60),
  /** Without 【】. */
  signature: z.string().trim().min(1).max(40),
  /** With `{name}` variables, or `{name,20}`: see variable-lengths.ts. */
  text: z.string().trim().min(1).max(2000),
  category: z.enum(categories),
  /** The vendor's code of a template that was made in its own console. */
  vendorId: z.string().trim().max(64).optional(),
}

export const AddTemplateInput = z.object({
  channelId: z.uuid(),
  ...fields,
  settings: settings.default({}),
  /** The template this one is a copy of; for the audit log. */
  copyOf: z.uuid().optional(),
})

/** What is absent stays as it is. */
export const UpdateTemplateInput = z.object({
  id: z.uuid(),
  title: fields.title.optional(),
  signature: fields.signature.optional(),
  text: fields.text.optional(),
  category: fields.category.optional(),
  vendorId: fields.vendorId,
  settings: settings.optional(),
})

/** A draft while it is being typed: anything may still be empty. */
export const CheckTemplateInput = z.object({
  channelId: z.uuid(),
  title: z.string().max(200),
  signature: z.string().max(200),
  text: z.string().max(5000),
  category: z.enum(categories),
  settings: settings.default({}),
})

export const TemplateId = z.object({ id: z.uuid() })
export const SyncTemplatesInput = z.object({ channelId: z.uuid() })

/** From an address: what is not right is as if absent. */
export const ListTemplatesInput = z.object({
  channel: z.uuid().optional().catch(undefined),
  review: z.enum(reviewStatuses).optional().catch(undefined),
  category: z.enum(categories).optional().catch(undefined),
  /** In title, text, signature or the vendor's code. */
  q: z.string().trim().max(100).optional().catch(undefined),
  limit: z.coerce.number().int().min(1).max(200).optional().catch(undefined),
  /** `next` of a page; `before` takes `previous`. */
  cursor: z.string().max(400).optional().catch(undefined),
  before: z.string().max(400).optional().catch(undefined),
})

export type AddTemplate = z.input<typeof AddTemplateInput>
export type UpdateTemplate = z.input<typeof UpdateTemplateInput>
export type CheckTemplate = z.input<typeof CheckTemplateInput>
export type ListTemplates = z.input<typeof ListTemplatesInput>
