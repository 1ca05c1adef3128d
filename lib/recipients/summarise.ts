import type { ValidRow } from './check-row.ts'
import { kinds } from './inspect-value.ts'
import type { FileWarning } from './map-columns.ts'

export type PreviewRow = { row: number; phone: string; text: string; segments: number }

/** What the check found so far; final once the batches have ended. */
export type FileSummary = {
  /** Rows with something in them: valid and refused together. */
  rows: number
  valid: number
  /** Duplicates included. */
  refused: number
  duplicates: number
  /** Refused rows by reason. */
  reasons: Record<string, number>
  segments: number
  /** Valid rows by their number of segments. */
  histogram: Record<number, number>
  warnings: FileWarning[]
  /** The first 20 valid rows. */
  first: PreviewRow[]
  shortest?: PreviewRow
  longest?: PreviewRow
  /** Up to 3 whose values are least usual: emoji, rare characters, line breaks, formulas, letters. */
  oddest: PreviewRow[]
}

const FIRST = 20
const ODDEST = 3
/** How much each kind of character surprises. */
const surprise: [number, number][] = [
  [kinds.emoji, 8],
  [kinds.rare, 8],
  [kinds.lineBreak, 4],
  [kinds.sign, 4],
  [kinds.letter, 1],
]

/** Counts valid rows one by one into a summary. */
export function createSummary(warnings: FileWarning[]) {
  const summary: FileSummary = {
    rows: 0,
    valid: 0,
    refused: 0,
    duplicates: 0,
    reasons: {},
    segments: 0,
    histogram: {},
    warnings,
    first: [],
    oddest: [],
  }
  const odd: { score: number; row: ValidRow }[] = []

  const addValid = (row: ValidRow) => {
    summary.rows += 1
    summary.valid += 1
    summary.segments += row.segments
    summary.histogram[row.segments] = (summary.histogram[row.segments] ?? 0) + 1
    if (summary.valid <= FIRST) summary.first.push(preview(row))
    const length = row.text.length
    if (!(length >= (summary.shortest?.text.length ?? length + 1))) summary.shortest = preview(row)
    if (length > (summary.longest?.text.length ?? -1)) summary.longest = preview(row)
    if (row.unusual !== 0 && insertOdd(odd, row)) {
      summary.oddest = odd.map((entry) => preview(entry.row))
    }
  }
  const addRefused = (reason: string) => {
    summary.rows += 1
    summary.refused += 1
    if (reason === 'duplicate') summary.duplicates += 1
    summary.reasons[reason] = (summary.reasons[reason] ?? 0) + 1
  }
  return { summary, addValid, addRefused }
}

function preview({ row, phone, text, segments }: ValidRow): PreviewRow {
  return { row, phone, text, segments }
}

/** Keeps the highest scores, the earlier row first among equals. */
function insertOdd(odd: { score: number; row: ValidRow }[], row: ValidRow): boolean {
  const score = scoreOf(row.unusual)
  if (score === 0 || (odd.length === ODDEST && score <= (odd.at(-1)?.score ?? 0))) return false
  const place = odd.findIndex((entry) => entry.score < score)
  odd.splice(place === -1 ? odd.length : place, 0, { score, row })
  odd.length = Math.min(odd.length, ODDEST)
  return true
}

function scoreOf(unusual: number): number {
  let score = 0
  for (const [bit, points] of surprise) if (unusual & bit) score += points
  return score
}
