import { listVariables, renderText, type TextParts } from '#lib/providers/texts.ts'
import { lengthOf, type VariableLengths } from './variable-lengths.ts'

// Pure: the editor uses this in the browser.

/**
 * The text as it would arrive with values of `length` characters, each made of its variable's name
 * and none longer than it may be.
 */
export function renderSample(
  parts: TextParts,
  length: number,
  lengths: VariableLengths = {},
): string {
  const values = listVariables(parts.text).map((name) =>
    (name || '·').repeat(length).slice(0, Math.min(length, lengthOf(lengths, name) ?? length)),
  )
  return renderText(parts, values)
}

/**
 * The longest values, in characters each, with which the text stays within `limit` UTF-16 code
 * units; undefined without variables, negative when it is too long without values.
 */
export function longestValues(parts: TextParts, limit: number): number | undefined {
  const fixed = renderSample(parts, 0).length
  const slots = renderSample(parts, 1).length - fixed
  return slots === 0 ? undefined : Math.floor((limit - fixed) / slots)
}

/** The longest text there can be; undefined unless every variable has its length. */
export function renderLongest(parts: TextParts, lengths: VariableLengths): string | undefined {
  const all = listVariables(parts.text).map((name) => lengthOf(lengths, name))
  if (all.length === 0 || all.includes(undefined)) return undefined
  return renderSample(parts, Math.max(...all.map(Number)), lengths)
}
