const special = /[\\\t\n\r]/
const allSpecial = /[\\\t\n\r]/g
const escapes: Record<string, string> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' }

/** A text as a field of PostgreSQL's COPY text format. */
export const copyText = (text: string): string =>
  special.test(text) ? text.replace(allSpecial, (found) => escapes[found] as string) : text

const arraySpecial = /["\\]/
const allArraySpecial = /["\\]/g

/** A text[] as a field of the same format. */
export function copyArray(values: string[]): string {
  let literal = '{'
  for (let n = 0; n < values.length; n++) {
    const value = values[n] as string
    const escaped = arraySpecial.test(value) ? value.replace(allArraySpecial, '\\$&') : value
    literal += n === 0 ? `"${escaped}"` : `,"${escaped}"`
  }
  return copyText(`${literal}}`)
}
