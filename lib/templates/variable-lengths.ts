import { listVariables, replaceVariables } from '#lib/providers/texts.ts'

// Pure: the editor uses this in the browser.

/** The most characters (UTF-16 code units) of a variable's value by its name; absent: as many as one likes. */
export type VariableLengths = Record<string, number>

const limited = /\$?\{\s*([^{}\s,，$][^{},，]*?)\s*[,，]\s*([1-9]\d{0,3})\s*\}/g

/** What a person entered, `{name,20}` or `${name,20}` being allowed, as canonical text and its lengths. */
export function readLengths(entered: string): { text: string; variableLengths: VariableLengths } {
  const found = new Map<string, number>()
  const text = entered.replace(limited, (_, name: string, digits: string) => {
    found.set(name, Math.min(found.get(name) ?? Number.POSITIVE_INFINITY, Number(digits)))
    return `{${name}}`
  })
  return { text, variableLengths: Object.fromEntries(found) }
}

/** The other way: canonical text as a person may edit it, `{name,20}` where there is a length. */
export const writeLengths = (text: string, lengths: VariableLengths): string =>
  replaceVariables(text, (name) => {
    const length = lengthOf(lengths, name)
    return length === undefined ? `{${name}}` : `{${name},${length}}`
  })

export const lengthOf = (lengths: VariableLengths | undefined, name: string): number | undefined =>
  lengths && Object.hasOwn(lengths, name) ? lengths[name] : undefined

/** The lengths in the order of the text's variables; undefined when none has one. */
export function listLengths(
  text: string,
  lengths: VariableLengths | undefined,
): (number | undefined)[] | undefined {
  const all = listVariables(text).map((name) => lengthOf(lengths, name))
  return all.some((length) => length !== undefined) ? all : undefined
}
