import { UserError } from '#lib/errors.ts'
import { describeError } from '#lib/i18n/describe-error.ts'
import { formatTime } from '#lib/i18n/format-time.ts'
import { messages } from '#lib/i18n/messages.ts'
import { askStatistics } from '#lib/statistics/ask.ts'
import { type ComparedDay, type DayFigures, readStatistics } from '#lib/statistics/read.ts'
import type { Answer, Cli } from '../cli.ts'
import { answerList } from '../list-answer.ts'
import { requireChannel } from './find.ts'

type Options = { from?: Date; to?: Date }

const kinds = ['sent', 'delivered', 'failed', 'waiting'] as const

/** Ours beside the vendor's. When its pace allows no question the last answers are shown, and that is said. */
export async function channelStatistics(cli: Cli, options: Options, name: string): Promise<Answer> {
  const ctx = await cli.context()
  const { id } = await requireChannel(ctx, name)
  const ask = {
    id,
    ...(options.from ? { from: formatTime(options.from, 'day') } : {}),
    ...(options.to ? { to: formatTime(options.to, 'day') } : {}),
  }
  let fresh = true
  try {
    await askStatistics(ctx, ask)
  } catch (error) {
    if (!(error instanceof UserError) || error.code !== 'query_wait') throw error
    fresh = false
    cli.note(describeError(cli.locale, error)?.message ?? error.code)
  }
  return answerDays(cli, await readStatistics(ctx, ask), fresh)
}

function answerDays(cli: Cli, days: ComparedDay[], fresh: boolean): Answer {
  const words = messages[cli.locale].statistics
  const { json, text } = answerList(cli, {
    key: 'days',
    items: days,
    heads: [words.day, ...kinds.map((kind) => `${words[kind]} ${words.ours}/${words.vendors}`)],
    rows: days.map((day) => [day.day, ...kinds.map((kind) => writeFigure(day, kind))]),
  })
  return { json: { fresh, ...(json as object) }, text }
}

function writeFigure({ ours, vendors, difference }: ComparedDay, kind: keyof DayFigures): string {
  const by = difference?.[kind] ?? 0
  const sign = by > 0 ? '+' : ''
  return `${ours[kind]}/${vendors ? vendors[kind] : '–'}${by === 0 ? '' : ` (${sign}${by})`}`
}
