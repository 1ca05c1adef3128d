import { isUnseen } from './strip-invisible.ts'

/** Some rows of a table, in file order; the same for text and workbooks. */
export type RowBatch = {
  /** One array of cells a row, untrimmed. */
  cells: string[][]
  /** The number a person sees in a spreadsheet: the first row of the file is 1. */
  rowAt(index: number): number
  /** The row as it stands in the file, made only when asked for (a workbook's: joined as CSV). */
  lineAt(index: number): string
  /** Indexes of rows whose quotes do not match. */
  badQuotes: ReadonlySet<number>
  /** Some cell may hold U+FFFD, the mark of bytes that could not be decoded. */
  maybeBroken: boolean
}

/** The bytes of a file, from the start, as often as asked. */
export type Source = () => AsyncIterable<Uint8Array>

const needsQuotes = /[",\r\n]/

/** Cells as one line of CSV. */
export function joinCsv(cells: string[]): string {
  return cells
    .map((cell) => (needsQuotes.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell))
    .join(',')
}

/** Nothing to be seen in any cell. */
export function isBlankRow(cells: string[]): boolean {
  for (const cell of cells) if (!isUnseen(cell)) return false
  return true
}
