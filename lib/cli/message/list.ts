import { formatTime } from '#lib/i18n/format-time.ts'
import { messages } from '#lib/i18n/messages.ts'
import { readCursor } from '#lib/messages/cursor.ts'
import { listMessages } from '#lib/messages/list-messages.ts'
import type { MessageRow } from '#lib/messages/message-rows.ts'
import type { Answer, Cli } from '../cli.ts'
import { answerList } from '../list-answer.ts'
import { shorten } from '../table.ts'
import { usageError } from '../usage.ts'
import { type FilterOptions, readFilter } from './read-filter.ts'

/** Columns of a terminal. */
const mostWords = 48

type Options = FilterOptions & { limit?: number; cursor?: string; reveal?: boolean }

export async function messageList(cli: Cli, options: Options): Promise<Answer> {
  const { limit, cursor } = options
  const { usage, columns } = cli.words
  if (cursor !== undefined && !readCursor(cursor)) throw usageError(usage.cursor)
  const ctx = await cli.context()
  const filter = await readFilter(cli, ctx, options)
  const reveal = options.reveal === true
  const page = await listMessages(ctx, filter, { locale: cli.locale, reveal, cursor, limit })
  const { status } = messages[cli.locale].common
  return answerList(cli, {
    key: 'messages',
    items: page.rows.map(toJson),
    next: page.next ?? null,
    heads: [
      columns.created,
      columns.channel,
      columns.phone,
      columns.status,
      columns.code,
      columns.segments,
      columns.reported,
      columns.text,
    ],
    rows: page.rows.map((one) => [
      formatTime(one.createdAt),
      one.channel.name,
      one.phone,
      status[one.status],
      writeCode(one),
      one.segments,
      one.reportedAt && formatTime(one.reportedAt),
      one.text,
    ]),
  })
}

/** The code and what it means, as the screen has them: a delivery explains itself. */
function writeCode({ status, reportCode, explained }: MessageRow): string {
  const words = status === 'delivered' ? null : explained.text
  return shorten([reportCode, words].filter(Boolean).join(' '), mostWords)
}

const toJson = (one: MessageRow) => ({
  id: one.id,
  batchId: one.batchId,
  phone: one.phone,
  text: one.text,
  status: one.status,
  segments: one.segments,
  reference: one.reference,
  vendorMessageId: one.vendorMessageId,
  reportCode: one.reportCode,
  reportedAt: one.reportedAt,
  channel: one.channel.name,
  vendor: one.channel.vendor,
  failure: one.failure,
  words: one.explained.text,
  advice: one.explained.advice,
})
