import { Refusal } from '../core/refusal.ts'
import type { Params } from './parameters.ts'
import type { UpyunTemplate } from './state.ts'

export const VARIABLE = /\{\$var(\d+)\}/g

const REQUIRED = ['title', 'content', 'temp_sign', 'sign_location', 'type', 'report_type']
const SIGNATURE = /^[\p{L}\p{N}]{3,8}$/u
const OPT_OUT = /退订回(T|TD|N)$/

export type TemplateFields = Pick<
  UpyunTemplate,
  'title' | 'content' | 'temp_sign' | 'sign_location' | 'type' | 'report_type'
>

/** Refuses a creation with something missing (MISSING_PARAMETER). */
export function requireAll(params: Params): void {
  for (const name of REQUIRED) if (!params[name]) throw new Refusal('MISSING_PARAMETER', name)
}

/**
 * Checks §1.3, §1.4 and §5.1: title under 12, signature 3–8 without symbols, both together under
 * 348, known words in the choices. Ours: brackets in the content and a text of variables alone,
 * which the document rules out without a code, are ILLEGAL_PARAMER.
 */
export function checkFields(fields: TemplateFields): void {
  const { title, content, temp_sign: sign } = fields
  if (title.length >= 12) throw new Refusal('ILLEGAL_TITLE')
  if (!SIGNATURE.test(sign)) throw new Refusal('ILLEGAL_SIGNATURE')
  if (sign.length + content.length >= 348) throw new Refusal('ILLEGAL_CONTENT_LENGTH')
  if (!['vip', 'general'].includes(fields.report_type)) throw new Refusal('ILLEGAL_REPORT_TYPE')
  const known =
    ['top', 'bottom'].includes(fields.sign_location) &&
    ['industry', 'marketing'].includes(fields.type)
  const onlyVariables = content.replace(VARIABLE, '').trim() === ''
  if (!known || onlyVariables || /[【】<>]/.test(content)) throw new Refusal('ILLEGAL_PARAMER')
}

/** 40 templates and 20 signatures in each of the two kinds; the second has no code of its own. */
export function checkCounts(all: readonly UpyunTemplate[], fields: TemplateFields): void {
  const same = all.filter((template) => template.report_type === fields.report_type)
  if (same.length >= 40) throw new Refusal('TEMPLATE_LIMIT')
  const signatures = new Set(same.map((template) => template.temp_sign)).add(fields.temp_sign)
  if (signatures.size > 20) throw new Refusal('ILLEGAL_SIGNATURE', '签名数量达到上限')
}

/**
 * How a review will end (ours): a template that says 违规 anywhere, or a marketing one without the
 * opt-out words at its end, is turned down.
 */
export function judge(fields: TemplateFields): UpyunTemplate['verdict'] {
  const words = [fields.title, fields.content, fields.temp_sign].join(' ')
  const lacksOptOut = fields.type === 'marketing' && !OPT_OUT.test(fields.content)
  return words.includes('违规') || lacksOptOut ? 'defeat' : 'success'
}
