import { collectProblems, variableRules } from '../template-rules.ts'
import type { Problem, TemplateDraft } from '../vendor-templates.ts'

/** The document asks for a registered signature in the text and has no other rule: 【】 once only. */
export function templateProblems({ text, signature }: TemplateDraft): Problem[] {
  return collectProblems([
    ...variableRules(text),
    { field: 'text', code: 'text_brackets', broken: /[【】]/.test(text) },
    { field: 'signature', code: 'signature_brackets', broken: /[【】]/.test(signature) },
  ])
}
