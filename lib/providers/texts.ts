// Pure and without node imports: screens use these too.

/** `top`: 【signature】 before the text, as usual; `bottom`: after it. */
export type SignaturePosition = 'top' | 'bottom'

export type TextParts = {
  text: string
  signature: string
  signaturePosition?: SignaturePosition
}

const variable = /\{\s*([^{}\s][^{}]*)\}/g

/** The names of the canonical `{name}` variables, each once, in order of first appearance. */
export function listVariables(text: string): string[] {
  return [...new Set(Array.from(text.matchAll(variable), (match) => nameOf(match[1])))]
}

/** The text with each variable replaced by what `replace` gives for its name and number (from 0). */
export function replaceVariables(
  text: string,
  replace: (name: string, index: number) => string,
): string {
  const names = listVariables(text)
  return text.replace(variable, (_, raw: string) =>
    replace(nameOf(raw), names.indexOf(nameOf(raw))),
  )
}

/**
 * The text as it will arrive, signature included. `values` in the order of `listVariables`; a
 * variable without a value stays visible as `{name}`. Values are never read as templates.
 */
export function renderText(parts: TextParts, values: readonly string[]): string {
  const body = replaceVariables(parts.text, (name, index) => values[index] ?? `{${name}}`)
  const sign = parts.signature ? `【${parts.signature}】` : ''
  return parts.signaturePosition === 'bottom' ? body + sign : sign + body
}

const single = 70
const part = 67

/** Billed segments of a whole text: 70 UTF-16 code units in one, beyond that 67 each; nothing is 0. */
export function countSegments(text: string): number {
  if (text.length <= single) return text.length === 0 ? 0 : 1
  return Math.ceil(text.length / part)
}

function nameOf(raw: string | undefined): string {
  return (raw ?? '').trim()
}
