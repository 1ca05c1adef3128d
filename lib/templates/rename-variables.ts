import { listVariables, replaceVariables } from '#lib/providers/texts.ts'

const numbered = /^var([1-9]\d*)$/

/**
 * A vendor's text with its `{var1}`, `{var2}` … under the names that our own text gives them in
 * order of first appearance; a number we have no name for stays.
 */
export function renameVariables(vendorText: string, own: string): string {
  const names = listVariables(own)
  if (names.every((name) => numbered.test(name))) return vendorText
  return replaceVariables(vendorText, (name) => {
    const number = Number(numbered.exec(name)?.[1])
    return `{${names[number - 1] ?? name}}`
  })
}
