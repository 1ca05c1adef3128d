import { collectProblems, countCharacters, variableRules } from '../template-rules.ts'
import { listVariables } from '../texts.ts'
import type { Problem, TemplateDraft } from '../vendor-templates.ts'

const maxText = 500
const signatureLength = { min: 2, max: 20 }
/** 短信签名FAQ: neutral names and carriers are refused, or accepted and never delivered. */
const unwelcome = ['客服通知', '您好', '联通', '电信', '移动', '工商银行', '预警提醒']

/** 短信签名FAQ: in the vendor's console `{动态签名,20}` comes first; a channel setting sends its value. */
const signatureVariable = '动态签名'

/** 短信模板FAQ and 短信签名FAQ: what the vendor would refuse when the template is made there. */
export function templateProblems({ text, signature }: TemplateDraft): Problem[] {
  const length = countCharacters(signature)
  const word = unwelcome.find((one) => signature.includes(one))
  const square = /^[[\]]|[[\]]$/
  return collectProblems([
    ...variableRules(text),
    {
      field: 'text',
      code: 'text_too_long',
      broken: text.length > maxText,
      params: { length: text.length, max: maxText },
    },
    {
      field: 'text',
      code: 'signature_variable',
      broken: listVariables(text).includes(signatureVariable),
      params: { name: `{${signatureVariable}}` },
    },
    { field: 'text', code: 'text_brackets', broken: /[【】]/.test(text) },
    { field: 'text', code: 'text_square_ends', broken: square.test(text.trim()) },
    {
      field: 'signature',
      code: 'signature_length',
      broken: length < signatureLength.min || length > signatureLength.max,
      params: signatureLength,
    },
    {
      field: 'signature',
      code: 'signature_brackets',
      broken: /[【】()（）[\]［］]/.test(signature),
    },
    {
      field: 'signature',
      code: 'signature_words',
      broken: word !== undefined,
      params: { word: word ?? '' },
    },
  ])
}
