import type { z } from 'zod'
import type { Call } from './call.ts'
import type { Quota } from './sending.ts'
import type { Category, Settings } from './vocabulary.ts'

export type TemplateDraft = {
  title: string
  signature: string
  /** Canonical, with `{name}` variables. */
  text: string
  category: Category
  /** The vendor's own fields, checked by `templates.settings`. */
  settings: Settings
}
export type ReviewStatus = 'none' | 'review' | 'approved' | 'refused'
/** As the vendor shows it; of what it does not show, or not readably, it says nothing. */
export type VendorTemplate = {
  vendorId: string
  title?: string
  signature?: string
  /** Canonical; variables the vendor numbers are named var1, var2 … */
  text?: string
  category?: Category
  reviewStatus?: ReviewStatus
  reason?: string
  /** Only those that it shows. */
  settings: Settings
  updatedAt?: Date
}
/** A rule that a draft breaks. `code` is a key of the message catalogue, `params` fill it. */
export type Problem = { field: string; code: string; params?: Record<string, string | number> }

export type TemplatesApi<C> = {
  /**
   * The vendor's own fields of a template, each with FieldMeta. Where one may choose on which side
   * the signature stands, that field is `signLocation`, `top` or `bottom`.
   */
  settings: z.ZodObject
  /** Those of them that `update` cannot change; the category never changes either. */
  fixedSettings?: readonly string[]
  create(call: Call<C>, draft: TemplateDraft): Promise<VendorTemplate>
  update(call: Call<C>, vendorId: string, draft: TemplateDraft): Promise<VendorTemplate>
  remove(call: Call<C>, vendorId: string): Promise<void>
  /** `whole` is false when the vendor has templates that are not in this list. */
  list(call: Call<C>): Promise<{ templates: VendorTemplate[]; whole: boolean; quota?: Quota[] }>
}
