/** Kinds of characters in a value, as bits. */
export const kinds = {
  lineBreak: 1,
  control: 2,
  bracket: 4,
  /** U+FFFD: bytes that could not be decoded. */
  broken: 8,
  emoji: 16,
  letter: 32,
  /** Characters many phones and vendors cannot show: extension blocks, private use. */
  rare: 64,
  /** Starts like a spreadsheet formula or an error value. */
  sign: 128,
  /** Format characters that show nothing; a joiner inside an emoji is one too. */
  invisible: 256,
} as const

/** Which kinds of characters a text holds; 0 for common Chinese, digits and punctuation. */
export function kindsOf(text: string): number {
  let found = 0
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index)
    if (code >= 0x4e00 && code <= 0x9fff) continue
    if (code >= 0x2c && code <= 0x39) continue
    found |= kindOf(code, index)
  }
  return found
}

function kindOf(code: number, index: number): number {
  if (code < 0x20 || code === 0x7f) return isBreak(code) ? kinds.lineBreak : kinds.control
  if (code < 0x80) return asciiKind(code, index)
  if (code < 0xa0) return code === 0x85 ? kinds.lineBreak : kinds.control
  if (code === 0x3010 || code === 0x3011) return kinds.bracket
  if (code === 0xfffd) return kinds.broken
  if (code >= 0xd800 && code <= 0xdfff) return kinds.emoji
  if (code >= 0x200b && code <= 0x2069) return formatKind(code)
  if (code === 0xfeff) return kinds.invisible
  return (code >= 0x3400 && code < 0x4e00) || (code >= 0xe000 && code < 0xf900) ? kinds.rare : 0
}

function formatKind(code: number): number {
  if (code === 0x2028 || code === 0x2029) return kinds.lineBreak
  const isMark =
    code <= 0x200f || (code >= 0x202a && code <= 0x202e) || code === 0x2060 || code >= 0x2066
  return isMark ? kinds.invisible : 0
}

/** Tab, line feed, vertical tab (a soft break in Word), form feed, carriage return. */
function isBreak(code: number): boolean {
  return code >= 9 && code <= 13
}

function asciiKind(code: number, index: number): number {
  const upper = code & ~0x20
  if (upper >= 0x41 && upper <= 0x5a) return kinds.letter
  return index === 0 && (code === 0x3d || code === 0x23) ? kinds.sign : 0
}

const breaks = /[ \u3000]*[\t\n\v\f\r\u0085\u2028\u2029][\s\u0085]*/g

/** Line breaks, however many, become one space. */
export function joinLines(text: string): string {
  return text.replace(breaks, ' ')
}

const formulaError = /^#(?:N\/A|REF!|VALUE!|DIV\/0!|NAME\?|NUM!|NULL!|SPILL!|CALC!)$/i

/** What a spreadsheet writes into a cell whose formula failed. */
export function isFormulaError(value: string): boolean {
  return formulaError.test(value)
}
