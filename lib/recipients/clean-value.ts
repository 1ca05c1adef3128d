import { joinLines, kinds, kindsOf } from './inspect-value.ts'
import { stripInvisible } from './strip-invisible.ts'

/** `found`: bits of `kinds`; `invisible` among them only where something was taken out. */
export type CleanValue = { value: string; found: number }

/** A value as it is sent: no space around it, on one line, without what nobody sees. */
export function cleanValue(raw: string): CleanValue {
  const trimmed = raw.trim()
  const found = kindsOf(trimmed)
  if (!(found & kinds.invisible)) return onOneLine(trimmed, found)
  const seen = stripInvisible(trimmed)
  const clean = onOneLine(seen.trim(), kindsOf(seen.trim()) & ~kinds.invisible)
  return seen === trimmed ? clean : { ...clean, found: clean.found | kinds.invisible }
}

function onOneLine(text: string, found: number): CleanValue {
  return { value: found & kinds.lineBreak ? joinLines(text).trim() : text, found }
}
