import { listVariables, renderText, type TextParts } from '#lib/providers/texts.ts'

// Pure: the editor uses this in the browser.

/** The text as it would arrive with values of `length` characters, each made of its variable's name. */
export function renderSample(parts: TextParts, length: number): string {
  const values = listVariables(parts.text).map((name) =>
    (name || '·').repeat(length).slice(0, length),
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
