import type { ProblemCode } from './problem-texts.ts'
import { listVariables } from './texts.ts'
import type { Problem } from './vendor-templates.ts'

/** One rule: broken when `broken` is true. */
export type Rule = {
  field: 'title' | 'signature' | 'text'
  code: ProblemCode
  broken: boolean
  params?: Problem['params']
}

/** The problems of the rules that are broken, in their order. */
export function collectProblems(rules: Rule[]): Problem[] {
  return rules
    .filter((rule) => rule.broken)
    .map(({ field, code, params }) => ({ field, code, ...(params ? { params } : {}) }))
}

/** Rules of the canonical `{name}` form, the same for every vendor. */
export function variableRules(text: string): Rule[] {
  // Other forms of vendors' consoles: {$var1}, ${name,20}, {name,20}.
  const foreign =
    listVariables(text).find((name) => /[$,，]/.test(name)) ?? /\$\{[^{}]+\}/.exec(text)?.[0]
  const rest = text.replace(/\{\s*[^{}\s][^{}]*\}/g, '')
  return [
    { field: 'text', code: 'text_required', broken: text.trim() === '' },
    {
      field: 'text',
      code: 'variable_syntax',
      broken: foreign !== undefined,
      params: { name: foreign ?? '', sample: '{姓名}' },
    },
    { field: 'text', code: 'variable_unclosed', broken: /[{}]/.test(rest) },
  ]
}

/** Characters as a person counts them: an emoji is one. */
export function countCharacters(text: string): number {
  return Array.from(text).length
}

/** 【】 in a value would look like a second signature, whatever the vendor. */
export function bracketProblem(value: string): ProblemCode | undefined {
  return /[【】]/.test(value) ? 'value_brackets' : undefined
}
