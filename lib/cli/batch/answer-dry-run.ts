import { stoppedOf } from '#lib/batches/cost.ts'
import { describeRefusal, describeWarning } from '#lib/batches/describe-refusal.ts'
import { fill } from '#lib/i18n/fill.ts'
import { formatCost } from '#lib/i18n/format-money.ts'
import type { Answer, Cli } from '../cli.ts'
import { describeFailure } from '../describe-failure.ts'
import { formatFacts, formatTable, shorten } from '../table.ts'
import type { DryRun } from './dry-run.ts'
import { describeForesight } from './foresight.ts'

const shown = 20
/** Columns of a terminal that a refused line may take. */
const lineWidth = 80

/** The document of a dry run; for people the first refused rows, with reasons in plain words. */
export async function answerDryRun(cli: Cli, found: DryRun): Promise<Answer> {
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
  const said = [
    ...warnings.map((warning) => describeWarning(cli.locale, warning)),
    ...describeForesight(cli, { ...found.foresight, sameFile: found.sameFile }),
    ...describeRest(cli, found),
    ...describeWords(cli, found),
  ]
  if (found.wordsError) cli.note((await describeFailure(cli, found.wordsError)).text)
  const [noted, ...tables] = [
    said.join('\n'),
    describeTexts(cli, texts),
    describeRefused(cli, found.refused),
  ]
  return {
    json: { valid, refused, duplicates, segments, cost, texts, ...moreKeys(found) },
    text: [facts, noted, ...tables].filter(Boolean).join('\n\n'),
  }
}

/** Only what there is something to say about: scripts know the other keys from the start. */
function moreKeys({ foresight, expected, sameFile, words = [] }: DryRun) {
  const { optedOut, blocklisted, capped, stoppedSegments, held, repeats } = foresight
  const blocked = { optedOut, blocklisted, capped, segments: stoppedSegments }
  return {
    ...(stoppedOf(foresight) > 0 ? { blocked, expected } : {}),
    ...(held.length > 0
      ? { held: held.map(({ code, params }) => ({ reason: code, ...params })) }
      : {}),
    ...(repeats.length > 0 ? { repeats } : {}),
    ...(sameFile.length > 0 ? { sameFile } : {}),
    ...(words.length > 0 ? { words } : {}),
  }
}

function describeRest({ words: { says } }: Cli, { foresight, expected }: DryRun): string[] {
  if (stoppedOf(foresight) === 0) return []
  return [fill(says.expected, { ...expected, cost: formatCost(expected.cost) })]
}

function describeWords({ words: { says } }: Cli, { words }: DryRun): string[] {
  if (!words) return []
  return [words.length > 0 ? fill(says.wordsFound, { words: words.join(', ') }) : says.wordsNone]
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
