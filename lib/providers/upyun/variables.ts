import { listVariables, replaceVariables } from '../texts.ts'

/**
 * The vendor's number of each variable, in canonical order. Names var1, var2 … (as a synced template
 * has them) keep their numbers; any other names are numbered by first appearance.
 */
export function numberVariables(names: string[]): number[] {
  const own = names.map((name) => Number(/^var([1-9]\d?)$/.exec(name)?.[1]))
  return own.every((number) => number > 0) ? own : names.map((_, index) => index + 1)
}

/** Canonical `{name}` to the vendor's `{$var1}`. */
export function toVendorText(text: string): string {
  const numbers = numberVariables(listVariables(text))
  return replaceVariables(text, (_, index) => `{$var${numbers[index]}}`)
}

/** The vendor's `{$var1}` to canonical `{var1}`. */
export function fromVendorText(text: string): string {
  return text.replace(/\{\s*\$\s*(var\d+)\s*\}/g, '{$1}')
}

/** `vars`: the values of one message by the vendor's numbers, joined by `|`. Empty without variables. */
export function joinValues(text: string, values: string[]): string {
  const numbers = numberVariables(listVariables(text))
  const slots: string[] = Array(Math.max(0, ...numbers)).fill('')
  numbers.forEach((number, index) => {
    slots[number - 1] = values[index] ?? ''
  })
  return slots.join('|')
}
