import Papa from 'papaparse'
import { decodeStream } from './decode.ts'
import type { FileLimits } from './file-limits.ts'
import { FileProblem } from './file-problem.ts'
import { guessDelimiter, type Newline } from './guess-delimiter.ts'
import type { Encoding } from './guess-encoding.ts'
import type { RowBatch, Source } from './row-batch.ts'

type Shape = { delimiter: string; newline: Newline }
type Parsed = {
  data: string[][]
  errors: { type: string; row: number }[]
  meta: { cursor: number }
}

/** Characters parsed at once: enough to be fast, little enough to be forgotten soon. */
const PIECE = 32 * 1024
/** A row that does not end within this many characters: a quote was opened and never closed. */
const LONGEST_ROW = 1024 * 1024
const NO_ROWS: ReadonlySet<number> = new Set()

/** The text file's delimiter and its rows. Reads nothing before the rows are asked for. */
export async function openCsv(
  source: Source,
  encoding: Encoding,
  limits: Pick<FileLimits, 'columns' | 'cellLength'>,
): Promise<{ delimiter: string; batches: AsyncGenerator<RowBatch> }> {
  const pieces = gather(decodeStream(source, encoding))
  const first = await pieces.next()
  const head = first.done ? '' : first.value
  const newline: Newline = head.includes('\n') || !head.includes('\r') ? '\n' : '\r'
  const sample = head.slice(0, head.lastIndexOf(newline) + 1) || head
  const shape = { newline, delimiter: guessDelimiter(sample, newline) }
  return { delimiter: shape.delimiter, batches: parse(head, pieces, shape, limits) }
}

async function* parse(
  head: string,
  pieces: AsyncGenerator<string>,
  shape: Shape,
  limits: Pick<FileLimits, 'columns' | 'cellLength'>,
): AsyncGenerator<RowBatch> {
  let nextRow = 1
  let rest = ''
  try {
    for (let text: string | undefined = head; text !== undefined; ) {
      const next: IteratorResult<string> = await pieces.next()
      const whole = next.done ? ended(rest + text, shape.newline) : rest + text
      const batch = parsePiece(whole, shape, nextRow, next.done === true)
      rest = whole.slice(batch.length)
      if (rest.length > LONGEST_ROW) {
        const row = nextRow + batch.cells.length
        throw new FileProblem('cell_too_long', { limit: limits.cellLength, row })
      }
      checkSizes(batch, limits)
      nextRow += batch.cells.length
      if (batch.cells.length > 0) yield batch
      text = next.done ? undefined : next.value
    }
  } finally {
    await pieces.return(undefined)
  }
}

function ended(text: string, newline: Newline): string {
  return text === '' || text.endsWith(newline) ? text : text + newline
}

/** The whole rows of a text; `length` characters of it are used up. */
function parsePiece(
  text: string,
  shape: Shape,
  firstRow: number,
  last: boolean,
): RowBatch & { length: number } {
  const open = new Papa.Parser(shape).parse(text, 0, true) as Parsed
  const unclosed = last && open.meta.cursor < text.length
  const parsed = unclosed ? (new Papa.Parser(shape).parse(text, 0, false) as Parsed) : open
  const used = unclosed ? text.length : parsed.meta.cursor
  let lines: string[] | undefined
  return {
    cells: parsed.data,
    length: used,
    rowAt: (index) => firstRow + index,
    lineAt: (index) => {
      lines ??= splitLines(text.slice(0, used), shape)
      return lines[index] ?? ''
    },
    badQuotes: rowsWithBadQuotes(parsed),
    maybeBroken: text.includes('\uFFFD'),
  }
}

function rowsWithBadQuotes({ errors, data }: Parsed): ReadonlySet<number> {
  if (errors.length === 0) return NO_ROWS
  return new Set(errors.map((error) => error.row).filter((row) => row < data.length))
}

/** The original lines, quoted line breaks kept. */
function splitLines(text: string, shape: Shape): string[] {
  if (!text.includes('"')) return text.split(shape.newline).map(dropLineEnd)
  const lines: string[] = []
  let start = 0
  const step = ({ meta }: { meta: { cursor: number } }) => {
    lines.push(dropLineEnd(text.slice(start, meta.cursor)))
    start = meta.cursor
  }
  new Papa.Parser({ ...shape, step }).parse(text, 0, false)
  return lines
}

function dropLineEnd(line: string): string {
  return line.replace(/[\r\n]+$/, '')
}

function checkSizes(batch: RowBatch, limits: Pick<FileLimits, 'columns' | 'cellLength'>): void {
  for (const [index, cells] of batch.cells.entries()) {
    if (cells.length > limits.columns) {
      throw new FileProblem('too_many_columns', { limit: limits.columns, row: batch.rowAt(index) })
    }
    for (const cell of cells) {
      if (cell.length > limits.cellLength) {
        throw new FileProblem('cell_too_long', {
          limit: limits.cellLength,
          row: batch.rowAt(index),
        })
      }
    }
  }
}

async function* gather(texts: AsyncGenerator<string>): AsyncGenerator<string> {
  let gathered = ''
  for await (const text of texts) {
    gathered += text
    if (gathered.length < PIECE) continue
    yield gathered
    gathered = ''
  }
  if (gathered !== '') yield gathered
}
