import type { FileCheck } from '#lib/recipients/check-file.ts'
import type { Upload } from '#lib/uploads/read-upload.ts'
import type { CheckSummary, FrozenTemplate } from './types.ts'

/** What the batch keeps of a check whose rows have all been read. */
export function summariseCheck(
  check: FileCheck,
  template: FrozenTemplate,
  upload: Upload,
): CheckSummary {
  const { first, oddest, ...counts } = check.summary
  const { header, phone, variables } = check.columns
  const mapped = template.variables.flatMap((name, n) =>
    variables[n] === undefined ? [] : [[name, variables[n]] as const],
  )
  return {
    ...counts,
    file: { name: upload.fileName, size: upload.size, sha256: upload.sha256 },
    format: check.format === 'xlsx' ? 'xlsx' : 'csv',
    ...(check.encoding ? { encoding: check.encoding } : {}),
    ...(check.delimiter ? { delimiter: check.delimiter } : {}),
    ...(header ? { header } : {}),
    mapping: { phone, variables: Object.fromEntries(mapped) },
    sample: check.sample.map((cells) => cells.map((cell) => cell.slice(0, 100))),
    texts: first,
    oddest,
  }
}

/** What a batch shows when there is no table in its file. */
export const failedSummary = (problem: NonNullable<CheckSummary['problem']>): CheckSummary => ({
  problem,
  rows: 0,
  valid: 0,
  refused: 0,
  duplicates: 0,
  segments: 0,
  reasons: {},
  warnings: [],
  histogram: {},
  texts: [],
})
