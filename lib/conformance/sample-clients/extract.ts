/** Columns of a printed page; a character of Chinese takes two. */
const pageWidth = 73

const widthOf = (line: string): number =>
  [...line].reduce((sum, char) => sum + (char > '\u2E7F' ? 2 : 1), 0)

/** Joins lines that the printed page broke in the middle. */
export function unwrap(text: string): string {
  const lines = text.split('\n')
  return lines.reduce((whole, line, n) => {
    const former = lines[n - 1]
    return whole + (n > 0 && widthOf(former ?? '') < pageWidth ? '\n' : '') + line
  }, '')
}

/** The part of a document from the first match of `from` (included) to the next of `to`. Throws when either is missing. */
export function cut(document: string, from: RegExp, to: RegExp): string {
  const start = document.search(from)
  if (start < 0) throw new Error(`the document has no ${from}`)
  const rest = document.slice(start)
  const end = rest.slice(1).search(to)
  if (end < 0) throw new Error(`the document has no ${to} after ${from}`)
  return rest.slice(0, end + 1)
}

/** A text in which every `1381234xxxx` became a number of its own. */
export function fillPhones(text: string): string {
  let count = 0
  return text.replace(/(?<!\d)1\d{1,6}[x*]{3,}\d*/g, (mask) => {
    const tail = String(++count).padStart(8, '0')
    return `1${mask[1] === '1' ? '3' : mask[1]}9${tail}`
  })
}
