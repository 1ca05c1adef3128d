/** So many characters of a secret say something; a shorter one would be found everywhere. */
const shortest = 4
/** No excerpt is cut further in than this. */
const deepest = 250

const entities = new Map([
  ['&', 'amp'],
  ['<', 'lt'],
  ['>', 'gt'],
  ['"', 'quot'],
  ["'", 'apos'],
])

/** What the end of a text may have left of one encoded character. */
const cutLetter = String.raw`(?:%[\da-f%]{0,18}|&[#\w]{0,8}|\\u?[\da-f]{0,3})?\ufffd?\s*$`

/**
 * Gives a text with *** in place of each secret, however it is written there: as it is,
 * percent-encoded once or twice, as a form, in JSON or HTML, whole or, at the very end, begun.
 */
export function hideSecrets(secrets: readonly string[]): (text: string) => string {
  const spelled = [...new Set(secrets.map((secret) => secret.trim().replace(/\s+/g, ' ')))]
    .filter((secret) => secret.length >= shortest)
    .sort((a, b) => b.length - a.length)
    .map((secret) => Array.from(secret, spell))
  const patterns = [
    ...spelled.map((letters) => letters.join('')),
    ...spelled.map((letters) => begin(letters)),
  ].map((source) => new RegExp(source, 'gi'))
  return (text) => patterns.reduce((left, pattern) => left.replace(pattern, '***'), text)
}

/** Four letters or more of it, and then the end of the text. */
function begin(letters: string[]): string {
  const rest = letters.length > deepest ? String.raw`[\s\S]*` : ''
  const more = letters
    .slice(shortest, deepest)
    .reduceRight((behind, letter) => `(?:${letter}${behind})?`, rest)
  return letters.slice(0, shortest).join('') + more + cutLetter
}

const hex = (code: number, digits: number): string => code.toString(16).padStart(digits, '0')

/** All ways in which an answer may show one character. Excerpts make one space of several. */
function spell(letter: string): string {
  if (letter === ' ') return String.raw`(?:\s|\+|%(?:25)?(?:20|2b|0[9ad]))+`
  const code = letter.codePointAt(0) ?? 0
  const percent = Array.from(Buffer.from(letter), (byte) => `%(?:25)?${hex(byte, 2)}`).join('')
  const units = Array.from({ length: letter.length }, (_, n) => letter.charCodeAt(n))
  const inJson = units.map((unit) => String.raw`\\u${hex(unit, 4)}`).join('')
  const numbers = `#0*${code}|#x0*${hex(code, 1)}`
  const inHtml = `&(?:${entities.get(letter) ?? numbers}|${numbers});`
  const plain = units.map((unit) => String.raw`\u${hex(unit, 4)}`).join('')
  return String.raw`(?:${percent}|${inJson}|${inHtml}|\\?${plain})`
}
