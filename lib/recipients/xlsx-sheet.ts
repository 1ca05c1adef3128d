import type { FileLimits } from './file-limits.ts'
import { FileProblem } from './file-problem.ts'
import { isBlankRow } from './row-batch.ts'
import { dateText, numberText } from './xlsx-dates.ts'
import { percentText } from './xlsx-percent.ts'
import { unescapeText, type Workbook } from './xlsx-workbook.ts'
import { type Attributes, createXmlReader } from './xml.ts'

/** A row with something in it: its number in the sheet from 1, and its cells as text. */
export type SheetRow = [row: number, cells: string[]]

type SheetLimits = Pick<FileLimits, 'rows' | 'columns' | 'cellLength'> & {
  /** Characters and cells that the sheet may give. */
  given: number
}

/** Of any spreadsheet program that we know, sixteen times over. */
const lastRow = 16_777_216

type Cell = { type: string; style: number; value: string }
type Reading = {
  row: number
  column: number
  cell: Cell
  /** Between the tags of a value, and not of its pronunciation. */
  inValue: boolean
  inPhonetic: boolean
  cells: string[]
  done: SheetRow[]
  /** Rows with something in them. */
  filled: number
  /** Characters and cells given so far: one text may be shared by millions of cells. */
  given: number
}

/** Rows of a sheet's XML. `take` gives those that are complete since it was last called. */
export function createSheetReader(workbook: Workbook, limits: SheetLimits) {
  const reading: Reading = {
    ...{ row: 0, column: -1, cell: emptyCell({}), inValue: false, inPhonetic: false },
    ...{ cells: [], done: [], filled: 0, given: 0 },
  }
  const xml = createXmlReader({
    open: (name, attributes) => open(reading, name, attributes),
    text: (text) => {
      if (!reading.inValue) return
      reading.cell.value += text
      checkLength(reading.cell.value, reading.row, limits)
    },
    close: (name) => {
      if (name === 'v' || name === 't') reading.inValue = false
      else if (name === 'rPh') reading.inPhonetic = false
      else if (name === 'c') closeCell(reading, workbook, limits)
      else if (name === 'row') closeRow(reading, limits)
    },
  })
  const take = () => reading.done.splice(0)
  return { ...xml, take }
}

function open(reading: Reading, name: string, attributes: Attributes): void {
  if (name === 'row') {
    reading.row = Math.max(reading.row + 1, rowOf(attributes.r))
    reading.column = -1
    reading.cells = []
  } else if (name === 'c') {
    reading.column = columnOf(attributes.r) ?? reading.column + 1
    reading.cell = emptyCell(attributes)
  } else if (name === 'v' || name === 't') reading.inValue = !reading.inPhonetic
  else if (name === 'rPh') reading.inPhonetic = true
}

/** 0 for a row without a number. Throws FileProblem on one that no sheet has. */
function rowOf(reference: string | undefined): number {
  const row = Number(reference ?? 0) || 0
  if (row <= lastRow && Number.isInteger(row)) return row
  throw new FileProblem('unreadable_file')
}

function emptyCell(attributes: Attributes): Cell {
  return { type: attributes.t ?? 'n', style: Number(attributes.s ?? 0), value: '' }
}

function checkLength(text: string, row: number, limits: SheetLimits): void {
  if (text.length <= limits.cellLength) return
  throw new FileProblem('cell_too_long', { limit: limits.cellLength, row })
}

/** Cells that hold nothing but a style, often far to the right, do not count. */
function closeCell(reading: Reading, book: Workbook, limits: SheetLimits) {
  const { cells, cell, column, row } = reading
  const text = cellText(cell, book)
  if (text === '') return
  if (column >= limits.columns) {
    throw new FileProblem('too_many_columns', { limit: limits.columns, row })
  }
  checkLength(text, row, limits)
  const before = cells.length
  while (cells.length < column) cells.push('')
  cells[column] = text
  reading.given += text.length + cells.length - before
  if (reading.given > limits.given) {
    throw new FileProblem('archive_too_large', { limitMb: Math.ceil(limits.given / 1_000_000) })
  }
}

function closeRow(reading: Reading, limits: SheetLimits): void {
  if (isBlankRow(reading.cells)) return
  reading.filled += 1
  if (reading.filled > limits.rows + 1) {
    throw new FileProblem('too_many_rows', { limit: limits.rows })
  }
  reading.done.push([reading.row, reading.cells])
}

/** `AB12` → 27; undefined for a cell without a reference. */
function columnOf(reference: string | undefined): number | undefined {
  if (!reference) return undefined
  let column = 0
  for (let index = 0; index < reference.length; index++) {
    const code = reference.charCodeAt(index) & ~0x20
    if (code < 0x41 || code > 0x5a) break
    column = column * 26 + code - 0x40
  }
  return column === 0 ? undefined : column - 1
}

const textOf: Record<string, (cell: Cell, workbook: Workbook) => string> = {
  s: (cell, workbook) => workbook.sharedStrings[Number(cell.value)] ?? '',
  inlineStr: (cell) => unescapeText(cell.value),
  str: (cell) => unescapeText(cell.value),
  b: (cell) => (cell.value === '1' || cell.value === 'true' ? 'TRUE' : 'FALSE'),
  e: (cell) => cell.value,
  d: (cell) => cell.value.replace(/T00:00:00(?:\.0+)?Z?$/, '').replace('T', ' '),
}

function cellText(cell: Cell, workbook: Workbook): string {
  if (cell.value === '') return ''
  const read = Object.hasOwn(textOf, cell.type) ? textOf[cell.type] : undefined
  if (read) return read(cell, workbook)
  const decimals = workbook.percentStyles[cell.style]
  const percent = decimals === undefined ? undefined : percentText(cell.value, decimals)
  if (percent !== undefined) return percent
  const date = workbook.dateStyles[cell.style]
    ? dateText(Number(cell.value), workbook.from1904)
    : undefined
  return date ?? numberText(cell.value)
}
