import { describeRefusal, describeWarning } from '#lib/batches/describe-refusal.ts'
import { fill } from '#lib/i18n/fill.ts'
import { formatCost } from '#lib/i18n/format-money.ts'
import type { Answer, Cli } from '../cli.ts'
import { formatFacts, formatTable, shorten } from '../table.ts'
import type { DryRun } from './dry-run.ts'

const shown = 20
/** Columns of a terminal that a refused line may take. */
const lineWidth = 80

/** The document of a dry run; for people the first refused rows, with reasons in plain words. */
export function answerDryRun(cli: Cli, found: DryRun): Answer {
  const { valid, duplicates, segments, cost, texts, warnings } = found
  const { columns } = cli.words
  const refused = found.refused.map(({ row, reason, line }) => ({ row, reason, line }))
  const facts = formatFacts([
    [columns.valid, valid],
    [columns.refused, refused.length],
    [columns.duplicates, duplicates],
    [columns.segments, segments],
    [columns.cost, formatCost(cost)],
  ])
  const noted = warnings.map((warning) => describeWarning(cli.locale, warning)).join('\n')
  const parts = [facts, noted, describeTexts(cli, texts), describeRefused(cli, found.refused)]
  return {
    json: { valid, refused, duplicates, segments, cost, texts },
    text: parts.filter(Boolean).join('\n\n'),
  }
}

function describeTexts({ words: { columns, says } }: Cli, texts: DryRun['texts']): string {
  if (texts.length === 0) return ''
  const heads = [columns.row, columns.phone, columns.segments, columns.text]
  const rows = texts.map(({ row, phone, segments, text }) => [row, phone, segments, text])
  return `${says.texts}\n${formatTable(heads, rows)}`
}

function describeRefused(cli: Cli, refused: DryRun['refused']): string {
  if (refused.length === 0) return ''
  const { columns, says } = cli.words
  const rows = refused
    .slice(0, shown)
    .map(({ row, reason, params, line }) => [
      row,
      describeRefusal(cli.locale, { code: reason, params }),
      shorten(line, lineWidth),
    ])
  const table = formatTable([columns.row, columns.reason, columns.line], rows)
  const rest = refused.length - shown
  const more = rest > 0 ? `\n${fill(says.moreRows, { count: rest })}` : ''
  return `${says.refusedRows}\n${table}${more}`
}
