import { createRowCheck, type RefusedRow, type RowRules, type ValidRow } from './check-row.ts'
import { defaultFileLimits, type FileLimits } from './file-limits.ts'
import { FileProblem } from './file-problem.ts'
import { kinds } from './inspect-value.ts'
import type { Columns } from './map-columns.ts'
import { type ReadInput, type RecipientFile, readFile } from './read-file.ts'
import type { RowBatch } from './row-batch.ts'
import { createSummary, type FileSummary } from './summarise.ts'

export type CheckInput = Omit<ReadInput, 'limits' | 'variables'> & {
  rules: RowRules
  limits?: Partial<FileLimits>
  /** Ends the iteration with the signal's reason. */
  signal?: AbortSignal
}
export type CheckedBatch = { valid: ValidRow[]; refused: RefusedRow[] }
export type FileCheck = Omit<RecipientFile, 'batches'> & {
  /** Checked rows in file order, read as they are asked for; leave the loop to stop reading. */
  batches: AsyncGenerator<CheckedBatch>
  /** Live: counts what `batches` has given so far. */
  summary: FileSummary
}

/**
 * Opens a recipient file and checks it row by row while its rows are asked for. Throws FileProblem
 * here (empty, unreadable, no phone column) and from `batches` (too many rows, a cell too long).
 */
export async function checkFile(input: CheckInput): Promise<FileCheck> {
  const { rules, signal } = input
  const limits = { ...defaultFileLimits, ...input.limits }
  signal?.throwIfAborted()
  const file = await readFile({ ...input, limits, variables: rules.variables })
  const totals = createSummary([...file.columns.warnings])
  const check = createRowCheck(rules, file.columns)
  const spare = createSpareColumnCheck(file.columns, totals.summary)
  const invisible = createInvisibleCheck(totals.summary)

  async function* batches(): AsyncGenerator<CheckedBatch> {
    for await (const batch of file.batches) {
      signal?.throwIfAborted()
      const checked: CheckedBatch = { valid: [], refused: [] }
      for (let index = 0; index < batch.cells.length; index++) {
        const cells = batch.cells[index] as string[]
        spare(cells, batch, index)
        const row = check(rawRow(cells, batch, index))
        if (row === undefined) continue
        if ('reason' in row) {
          totals.addRefused(row.reason)
          checked.refused.push(row)
        } else {
          totals.addValid(row)
          invisible(row)
          checked.valid.push(row)
        }
      }
      if (totals.summary.rows > limits.rows) {
        throw new FileProblem('too_many_rows', { limit: limits.rows })
      }
      yield checked
    }
  }
  return { ...file, batches: batches(), summary: totals.summary }
}

function rawRow(cells: string[], batch: RowBatch, index: number) {
  return {
    row: batch.rowAt(index),
    cells,
    line: () => batch.lineAt(index),
    badQuotes: batch.badQuotes.has(index),
    maybeBroken: batch.maybeBroken,
  }
}

/** Warns once when something that shows nothing was taken out of a value. */
function createInvisibleCheck({ warnings }: FileSummary) {
  let warned = false
  return ({ row, unusual }: ValidRow) => {
    if (warned || (unusual & kinds.invisible) === 0) return
    warned = true
    warnings.push({ code: 'invisible_removed', params: { row } })
  }
}

/** Warns once when a cell stands where no header names it, or beyond what the template needs. */
function createSpareColumnCheck(columns: Columns, summary: FileSummary) {
  const { header } = columns
  const used = new Set([columns.phone, ...columns.variables])
  const width = header?.length ?? Math.max(...[...used].map((column) => (column ?? -1) + 1))
  const unnamed = (header ?? [...Array(width).keys()].map(() => ''))
    .map((name, column) => (name === '' && !used.has(column) ? column : -1))
    .filter((column) => column !== -1)
  let warned = false
  return (cells: string[], batch: RowBatch, index: number) => {
    if (warned || (unnamed.length === 0 && cells.length <= width)) return
    const spare = [...unnamed, ...range(width, cells.length)]
    if (!spare.some((column) => !used.has(column) && (cells[column] ?? '').trim() !== '')) return
    warned = true
    const code = header ? 'unnamed_column' : 'extra_column'
    summary.warnings.push({ code, params: { row: batch.rowAt(index) } })
  }
}

function range(from: number, to: number): number[] {
  return Array.from({ length: Math.max(0, to - from) }, (_, index) => from + index)
}
