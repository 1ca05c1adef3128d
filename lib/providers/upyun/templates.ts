import { z } from 'zod'
import { excerpt, idText, optionalText, readJson } from '../answers.ts'
import { type HttpResponse, ProviderError } from '../call.ts'
import type {
  ReviewStatus,
  TemplateDraft,
  TemplatesApi,
  VendorTemplate,
} from '../vendor-templates.ts'
import type { Category } from '../vocabulary.ts'
import { readOwner } from './message-rows.ts'
import { ask } from './request.ts'
import { type Credentials, templateSettings, vendor } from './settings.ts'
import { fromVendorText, toVendorText } from './variables.ts'

const templateRow = z.object({
  id: idText,
  title: z.string(),
  temp_sign: z.string(),
  content: z.string(),
  sign_location: optionalText,
  type: optionalText,
  report_type: optionalText,
  status: optionalText,
  updated_at: z.string().nullish(),
  owner: z.unknown().optional(),
})
type TemplateRow = z.infer<typeof templateRow>
const templateList = z.object({ templates: z.array(templateRow) })

const typeOf: Record<Category, 'industry' | 'marketing'> = {
  notification: 'industry',
  otp: 'industry',
  marketing: 'marketing',
}
const statusOf = new Map<string | undefined, ReviewStatus>([
  ['review', 'review'],
  ['success', 'approved'],
  ['defeat', 'refused'],
])

/** 5.1 to 5.4. A change sends the template back to review; type and kind of channel cannot change. */
export const templates: TemplatesApi<Credentials> = {
  settings: templateSettings,
  // 5.3 takes neither `report_type` nor `type`.
  fixedSettings: ['reportType'],

  async create(call, draft) {
    const { reportType } = templateSettings.parse(draft.settings)
    const response = await ask(call, 'POST', '/api/templates', {
      ...changeable(draft),
      type: typeOf[draft.category],
      report_type: reportType,
    })
    return toTemplate(readOne(response))
  },

  async update(call, vendorId, draft) {
    const response = await ask(call, 'PATCH', pathOf(vendorId), changeable(draft))
    return toTemplate(readOne(response))
  },

  async remove(call, vendorId) {
    await ask(call, 'DELETE', pathOf(vendorId))
  },

  async list(call) {
    const response = await ask(call, 'GET', '/api/templates')
    const found = templateList.safeParse(readJson(response.body)).data
    if (!found) throw unreadable(response)
    const quota = readOwner(found.templates[0]?.owner)
    return { templates: found.templates.map(toTemplate), ...(quota.length > 0 ? { quota } : {}) }
  },
}

function changeable(draft: TemplateDraft) {
  const { signLocation } = templateSettings.parse(draft.settings)
  return {
    title: draft.title,
    content: toVendorText(draft.text),
    temp_sign: draft.signature,
    sign_location: signLocation,
  }
}

function readOne(response: HttpResponse): TemplateRow {
  const found = templateRow.safeParse(readJson(response.body)).data
  if (!found) throw unreadable(response)
  return found
}

function toTemplate(row: TemplateRow): VendorTemplate {
  const updatedAt = new Date(row.updated_at ?? '')
  return {
    vendorId: row.id,
    title: row.title,
    signature: row.temp_sign,
    text: fromVendorText(row.content),
    category: row.type === 'marketing' ? 'marketing' : 'notification',
    // A word we do not know is no approval.
    reviewStatus: statusOf.get(row.status) ?? 'review',
    settings: {
      signLocation: row.sign_location === 'bottom' ? 'bottom' : 'top',
      reportType: row.report_type === 'vip' ? 'vip' : 'general',
    },
    ...(Number.isNaN(updatedAt.getTime()) ? {} : { updatedAt }),
  }
}

function pathOf(vendorId: string): string {
  return `/api/templates/${encodeURIComponent(vendorId)}`
}

function unreadable({ status, body }: HttpResponse): ProviderError {
  return new ProviderError(vendor, 'bad_response', { detail: excerpt(status, body) })
}
