import { Refusal } from '../core/refusal.ts'
import { type Answer, ControlError, jsonAnswer } from '../core/vendor.ts'
import type { Context } from './context.ts'
import type { Params } from './parameters.ts'
import { FIRST_TEMPLATE_ID, statusOf, type UpyunTemplate } from './state.ts'
import {
  checkCounts,
  checkFields,
  judge,
  requireAll,
  type TemplateFields,
} from './template-rules.ts'

const view = ({ state, now, settings }: Context, template: UpyunTemplate) => {
  const { updatedAt, reviewEndsAt: _, verdict: __, sign_location, ...rest } = template
  return {
    ...rest,
    ...(settings.fields === 'samples' ? { sign_location } : {}),
    status: statusOf(template, now()),
    updated_at: new Date(updatedAt).toISOString(),
    owner: state.owner(),
  }
}

/** Stores a template and sends it to review. */
function submitForReview(context: Context, id: number, fields: TemplateFields): UpyunTemplate {
  const now = context.now()
  const reviewEndsAt = now + context.rates.reviewDelayMs
  const template = { id, ...fields, updatedAt: now, reviewEndsAt, verdict: judge(fields) }
  context.state.save(template)
  return template
}

/** §5.1 `POST /api/templates`. */
export function createTemplate(context: Context, params: Params): Answer {
  requireAll(params)
  const { title, content, temp_sign, sign_location, type, report_type } = params
  const fields = { title, content, temp_sign, sign_location, type, report_type } as TemplateFields
  checkFields(fields)
  checkCounts(context.state.templates(), fields)
  const template = submitForReview(context, context.state.takeTemplateId(), fields)
  return jsonAnswer(201, view(context, template))
}

/** The template of a number: 422 no number, 403 somebody else's, 404 not there. */
export function findTemplate({ state }: Context, id: string): UpyunTemplate {
  if (!/^\d{1,15}$/.test(id)) throw new Refusal('ILLEGAL_TEMPLATE_ID')
  const number = Number(id)
  if (number > 0 && number < FIRST_TEMPLATE_ID) throw new Refusal('REQUIRE_TEMPLATE_OWNER')
  const template = state.find(number)
  if (!template) throw new Refusal('TEMPLATE_NOT_FOUND')
  return template
}

/** §5.2 `DELETE /api/templates/{id}`. */
export function deleteTemplate(context: Context, id: string): Answer {
  context.state.remove(findTemplate(context, id).id)
  return { status: 204, body: '' }
}

/** §5.3 `PATCH /api/templates/{id}`: whatever was changed goes back to review. */
export function updateTemplate(context: Context, id: string, params: Params): Answer {
  const before = findTemplate(context, id)
  const fields = {
    title: params.title ?? before.title,
    content: params.content ?? before.content,
    temp_sign: params.temp_sign ?? before.temp_sign,
    sign_location: params.sign_location ?? before.sign_location,
    type: before.type,
    report_type: before.report_type,
  } as TemplateFields
  checkFields(fields)
  return jsonAnswer(200, view(context, submitForReview(context, before.id, fields)))
}

/** §5.4 `GET /api/templates`, filtered by status, type and report_type. */
export function listTemplates(context: Context, query: URLSearchParams): Answer {
  const wanted = (name: string, value: string) => !query.get(name) || query.get(name) === value
  const templates = context.state
    .templates()
    .map((template) => view(context, template))
    .filter(
      (row) =>
        wanted('status', row.status) &&
        wanted('type', row.type) &&
        wanted('report_type', row.report_type),
    )
    .sort((a, b) => b.id - a.id)
  return jsonAnswer(200, { templates })
}

/** Control: ends a review at once. */
export function reviewTemplate(context: Context, id: number, status: string): unknown {
  const template = context.state.find(id)
  if (!template) throw new ControlError(`upyun has no template ${id}`)
  if (status !== 'success' && status !== 'defeat') {
    throw new ControlError('a review ends in success or defeat')
  }
  const reviewed = { ...template, reviewEndsAt: context.now(), verdict: status } as const
  context.state.save(reviewed)
  return view(context, reviewed)
}
