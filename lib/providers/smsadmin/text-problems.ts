import type { ProblemCode } from '../problem-texts.ts'
import { bracketProblem, collectProblems, variableRules } from '../template-rules.ts'
import type { Problem, TemplateDraft } from '../vendor-templates.ts'
import { isGbk } from './gbk.ts'

/** What the ddt address would take for one of its own variables. */
const marker = /\{value\d+\}/

/** A value stands in a ddt group between `,` and `;`, in GBK. */
export function valueProblem(value: string): ProblemCode | undefined {
  if (/[,;]/.test(value)) return 'value_separator'
  if (marker.test(value)) return 'value_marker'
  return isGbk(value) ? bracketProblem(value) : 'value_gbk'
}

/** A whole text, signature included. */
export function textProblem(text: string): ProblemCode | undefined {
  if (!isGbk(text)) return 'text_gbk'
  return marker.test(text) ? 'text_marker' : undefined
}

/** The vendor keeps no templates: only what no text of this one could carry. */
export function templateProblems({ text, signature }: TemplateDraft): Problem[] {
  return collectProblems([
    ...variableRules(text),
    { field: 'text', code: 'text_brackets', broken: /[【】]/.test(text) },
    { field: 'text', code: 'text_gbk', broken: !isGbk(text) },
    { field: 'signature', code: 'signature_brackets', broken: /[【】]/.test(signature) },
    { field: 'signature', code: 'text_gbk', broken: !isGbk(signature) },
  ])
}
