import { z } from 'zod'
import { excerpt, idText, readJson, sideText } from '../answers.ts'
import { type HttpResponse, ProviderError } from '../call.ts'
import type {
  ReviewStatus,
  TemplateDraft,
  TemplatesApi,
  VendorTemplate,
} from '../vendor-templates.ts'
import type { Category } from '../vocabulary.ts'
import { figure, readQuota } from './message-rows.ts'
import { ask } from './request.ts'
import { type Credentials, templateSettings, vendor } from './settings.ts'
import { fromVendorText, toVendorText } from './variables.ts'

const templateRow = z.object({
  id: idText,
  title: sideText,
  temp_sign: sideText,
  content: sideText,
  sign_location: sideText,
  type: sideText,
  report_type: sideText,
  status: sideText,
  updated_at: sideText,
  owner: z.unknown().optional(),
})
type TemplateRow = z.infer<typeof templateRow>
const templateList = z.object({ templates: z.array(z.unknown()), total: figure })

const typeOf: Record<Category, 'industry' | 'marketing'> = {
  notification: 'industry',
  otp: 'industry',
  marketing: 'marketing',
}
const categoryOf = new Map<string | undefined, Category>([
  ['industry', 'notification'],
  ['marketing', 'marketing'],
])
const statusOf = new Map<string, ReviewStatus>([
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
    const rows = (found?.templates ?? []).flatMap((row) => templateRow.safeParse(row).data ?? [])
    const listed = found?.templates.length ?? 0
    if (!found || (listed > 0 && rows.length === 0)) throw unreadable(response)
    const quota = readQuota(rows)
    return {
      templates: rows.map(toTemplate),
      whole: rows.length === Math.max(listed, found.total ?? 0),
      ...(quota.length > 0 ? { quota } : {}),
    }
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

/** What the answer does not say (the table of values has no `sign_location`) is not made up. */
function toTemplate(row: TemplateRow): VendorTemplate {
  const category = categoryOf.get(row.type)
  const updatedAt = new Date(row.updated_at ?? '')
  return {
    vendorId: row.id,
    ...(row.title ? { title: row.title } : {}),
    ...(row.temp_sign ? { signature: row.temp_sign } : {}),
    ...(row.content ? { text: fromVendorText(row.content) } : {}),
    ...(category ? { category } : {}),
    // A word we do not know is no approval.
    ...(row.status ? { reviewStatus: statusOf.get(row.status) ?? 'review' } : {}),
    settings: readSettings(row),
    ...(Number.isNaN(updatedAt.getTime()) ? {} : { updatedAt }),
  }
}

function readSettings({ sign_location: signLocation, report_type: reportType }: TemplateRow) {
  return {
    ...(signLocation === 'top' || signLocation === 'bottom' ? { signLocation } : {}),
    ...(reportType === 'vip' || reportType === 'general' ? { reportType } : {}),
  }
}

function pathOf(vendorId: string): string {
  return `/api/templates/${encodeURIComponent(vendorId)}`
}

function unreadable({ status, body }: HttpResponse): ProviderError {
  return new ProviderError(vendor, 'bad_response', { detail: excerpt(status, body) })
}
