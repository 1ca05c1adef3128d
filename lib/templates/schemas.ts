import { z } from 'zod'
import type { Category, ReviewStatus } from '#lib/providers/contract.ts'

export const categories = ['notification', 'marketing', 'otp'] as const satisfies Category[]
export const reviewStatuses = [
  'none',
  'review',
  'approved',
  'refused',
] as const satisfies ReviewStatus[]

const settings = z.record(z.string(), z.unknown())

/** The vendor's own rules are checked by the verb; these are only bounds. */
const fields = {
  title: z.string().trim().min(1).max(60),
  /** Without 【】. */
  signature: z.string().trim().min(1).max(40),
  /** Canonical, with `{name}` variables. */
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

export const ListTemplatesInput = z.object({
  channelId: z.uuid().optional(),
  reviewStatus: z.enum(reviewStatuses).optional(),
  category: z.enum(categories).optional(),
  /** In title, text, signature or the vendor's code. */
  search: z.string().trim().max(100).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  /** `next` of a page; `before` takes `previous`. */
  cursor: z.string().max(400).optional(),
  before: z.string().max(400).optional(),
})

export type AddTemplate = z.input<typeof AddTemplateInput>
export type UpdateTemplate = z.input<typeof UpdateTemplateInput>
export type CheckTemplate = z.input<typeof CheckTemplateInput>
export type ListTemplates = z.input<typeof ListTemplatesInput>
