import { FileProblem } from './file-problem.ts'
import {
  type Columns,
  type FileWarning,
  hasTitle,
  type Mapping,
  mapColumns,
} from './map-columns.ts'
import { openTable, type Table, type TableInput } from './open-table.ts'
import { isBlankRow, type RowBatch } from './row-batch.ts'

export type ReadInput = TableInput & {
  /** Names of the template's variables, in order. */
  variables: string[]
  /** Guessed when left out. */
  hasHeader?: boolean
  /** What a person chose instead of what we found. */
  mapping?: Mapping
}
export type RecipientFile = Omit<Table, 'batches'> & {
  columns: Columns
  /** The first rows of the file, the header included, for a person who maps columns by hand. */
  sample: string[][]
  /** Data rows only; blank ones are among them. Read it once, or call `return()` on it. */
  batches: AsyncGenerator<RowBatch>
}

const SAMPLE_ROWS = 100

/**
 * Opens a recipient file and finds its header and columns from the first rows. Throws FileProblem
 * here for what the first rows show, and from `batches` for what comes later.
 */
export async function readFile(input: ReadInput): Promise<RecipientFile> {
  const { batches, ...table } = await openTable(input)
  try {
    const { read, sample, rows: numbers } = await takeSample(batches)
    if (sample.length === 0) throw new FileProblem('empty_file')
    const warnings = input.hasHeader === false ? [] : takeTitle(sample, numbers)
    const columns = mapColumns(sample, input.variables, input)
    columns.warnings.unshift(...warnings)
    if (columns.header && sample.length === 1) throw new FileProblem('header_only')
    const firstRow = numbers[0] ?? 1
    const dataFrom = columns.header ? firstRow + 1 : firstRow
    const rows = dataRows(read, batches, dataFrom)
    return { ...table, columns, sample: sample.slice(0, 10), batches: rows }
  } catch (error) {
    await batches.return(undefined)
    throw error
  }
}

/** Takes a title off the first rows, and says so. */
function takeTitle(sample: string[][], rows: number[]): FileWarning[] {
  if (!hasTitle(sample)) return []
  const title = (sample.shift() ?? []).join(' ').trim().slice(0, 100)
  return [{ code: 'title_skipped', params: { row: rows.shift() ?? 1, title } }]
}

/** Reads on until there is a title, a header and a row below it, with their numbers; batches of nothing but blanks are dropped. */
async function takeSample(batches: AsyncGenerator<RowBatch>) {
  const read: RowBatch[] = []
  const sample: string[][] = []
  const rows: number[] = []
  while (sample.length < 3) {
    const next = await batches.next()
    if (next.done) break
    const start = next.value.cells.findIndex((cells) => !isBlankRow(cells))
    if (start === -1) continue
    read.push(next.value)
    for (let index = start; index < next.value.cells.length; index++) {
      const cells = next.value.cells[index] ?? []
      if (sample.length >= SAMPLE_ROWS || isBlankRow(cells)) continue
      sample.push(cells)
      rows.push(next.value.rowAt(index))
    }
  }
  return { read, sample, rows }
}

async function* dataRows(
  read: RowBatch[],
  batches: AsyncGenerator<RowBatch>,
  dataFrom: number,
): AsyncGenerator<RowBatch> {
  try {
    for (let batch = read.shift(); batch; batch = read.shift()) {
      const first = batch
      const start = first.cells.findIndex((_, index) => first.rowAt(index) >= dataFrom)
      if (start !== -1) yield start === 0 ? first : fromIndex(first, start)
    }
    yield* batches
  } finally {
    await batches.return(undefined)
  }
}

function fromIndex(batch: RowBatch, start: number): RowBatch {
  return {
    cells: batch.cells.slice(start),
    rowAt: (index) => batch.rowAt(index + start),
    lineAt: (index) => batch.lineAt(index + start),
    badQuotes: new Set([...batch.badQuotes].map((index) => index - start)),
    maybeBroken: batch.maybeBroken,
  }
}
