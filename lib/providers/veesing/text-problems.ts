import type { ProblemCode } from '../problem-texts.ts'
import { bracketProblem, collectProblems, variableRules } from '../template-rules.ts'
import type { Problem, TemplateDraft } from '../vendor-templates.ts'

/**
 * 短信内容不支持插入表情符号. Signs that are text unless asked to be a picture (☎, ©) are none: they are
 * in common use, and the document does not forbid symbols.
 */
const emoji = /\p{Emoji_Presentation}|\p{Extended_Pictographic}\uFE0F|[\u{1F000}-\u{1FAFF}]|\u20E3/u

/** A value with emoji, or with 【】, which would look like a second signature. */
export function valueProblem(value: string): ProblemCode | undefined {
  return emoji.test(value) ? 'value_emoji' : bracketProblem(value)
}

/** A whole text with emoji. */
export function textProblem(text: string): ProblemCode | undefined {
  return emoji.test(text) ? 'text_emoji' : undefined
}

/** What the document forbids in a text; the signature is part of it. */
export function templateProblems({ text, signature }: TemplateDraft): Problem[] {
  return collectProblems([
    ...variableRules(text),
    { field: 'text', code: 'text_brackets', broken: /[【】]/.test(text) },
    { field: 'text', code: 'text_emoji', broken: emoji.test(text) },
    { field: 'signature', code: 'signature_brackets', broken: /[【】]/.test(signature) },
    { field: 'signature', code: 'text_emoji', broken: emoji.test(signature) },
  ])
}
