/** Tells Excel that UTF-8 follows. */
export const byteOrderMark = '\ufeff'

const dangerous = /^[=+\-@\t\r\n＝＋－＠]/
const needsQuotes = /[",\r\n]/
const longNumber = /^\d{12,}$/

/**
 * One line of CSV with CRLF. A cell that a spreadsheet would run as a formula gets an apostrophe
 * before it, a number too long for its 15 digits a tab behind it.
 */
export const writeCsvLine = (cells: (string | number | null)[]): string =>
  `${cells.map(writeCell).join(',')}\r\n`

function writeCell(cell: string | number | null): string {
  if (cell === null) return ''
  if (typeof cell === 'number') return String(cell)
  const safe = dangerous.test(cell) ? `'${cell}` : longNumber.test(cell) ? `${cell}\t` : cell
  return needsQuotes.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
