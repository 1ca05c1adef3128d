import { collectProblems, countCharacters, type Rule, variableRules } from '../template-rules.ts'
import type { Problem, TemplateDraft } from '../vendor-templates.ts'
import { templateSettings } from './settings.ts'
import { toVendorText } from './variables.ts'

const signatureLength = { min: 3, max: 8 }
const maxTitle = 11
const contentLimit = 348
const optOut = /退订回(?:TD|T|N)$/

/** 1.3, 1.4 and 5.1, with the lengths of 6.1. */
export function templateProblems(draft: TemplateDraft): Problem[] {
  return [
    ...collectProblems([...titleRules(draft), ...signatureRules(draft), ...textRules(draft)]),
    ...settingProblems(draft),
  ]
}

function titleRules({ title }: TemplateDraft): Rule[] {
  const length = countCharacters(title)
  return [
    { field: 'title', code: 'title_required', broken: title.trim() === '' },
    {
      field: 'title',
      code: 'title_length',
      broken: length > maxTitle,
      params: { length, max: maxTitle },
    },
  ]
}

function signatureRules({ signature }: TemplateDraft): Rule[] {
  const length = countCharacters(signature)
  const outside = length < signatureLength.min || length > signatureLength.max
  const symbols = !/^[\p{L}\p{N}]*$/u.test(signature)
  return [
    { field: 'signature', code: 'signature_length', broken: outside, params: signatureLength },
    { field: 'signature', code: 'signature_symbols', broken: symbols },
  ]
}

function textRules({ text, signature, category }: TemplateDraft): Rule[] {
  const length = toVendorText(text).length + signature.length
  const fixed = text.replace(optOut, '').replace(/\{[^{}]*\}/g, '')
  return [
    ...variableRules(text),
    {
      field: 'text',
      code: 'content_too_long',
      broken: length >= contentLimit,
      params: { length, limit: contentLimit, sample: '{$var1}' },
    },
    { field: 'text', code: 'text_brackets', broken: /[【】]/.test(text) },
    { field: 'text', code: 'text_angle', broken: /[<>]/.test(text) },
    {
      field: 'text',
      code: 'text_all_variable',
      broken: text.trim() !== '' && !/[\p{L}\p{N}]/u.test(fixed),
    },
    {
      field: 'text',
      code: 'text_opt_out',
      broken: category === 'marketing' && !optOut.test(text),
    },
  ]
}

function settingProblems({ settings }: TemplateDraft): Problem[] {
  const checked = templateSettings.safeParse(settings)
  const issues = checked.success ? [] : checked.error.issues
  return issues.map((issue) => ({
    field: `settings.${issue.path.join('.')}`,
    code: 'setting_invalid',
  }))
}
