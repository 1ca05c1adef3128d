import { requireChannelId } from '#lib/channels/queries.ts'
import { formatTime } from '#lib/i18n/format-time.ts'
import { type InboundRow, listInbound } from '#lib/inbound/list-inbound.ts'
import { readPeriod } from '#lib/messages/period.ts'
import type { Answer, Cli } from '../cli.ts'
import { answerList } from '../list-answer.ts'
import { readSearchedPhone } from '../read-phone.ts'

type Options = {
  phone?: string
  channel?: string
  from?: string
  to?: string
  limit?: number
  cursor?: string
  reveal?: boolean
}

export async function inboundList(cli: Cli, options: Options): Promise<Answer> {
  const { phone, channel, from, to, limit, cursor } = options
  const ctx = await cli.context()
  const filter = {
    ...readPeriod(from, to),
    ...(phone === undefined ? {} : { phone: await readSearchedPhone(cli.words, ctx, phone) }),
    ...(channel === undefined ? {} : { channelId: await requireChannelId(ctx, channel) }),
  }
  const reveal = options.reveal === true
  const page = await listInbound(ctx, filter, { cursor, reveal, ...(limit ? { limit } : {}) })
  const { columns, says } = cli.words
  return answerList(cli, {
    key: 'inbound',
    items: page.rows.map(toJson),
    next: page.next ?? null,
    heads: [columns.received, columns.channel, columns.phone, columns.optOut, columns.text],
    rows: page.rows.map((one) => [
      formatTime(one.at),
      one.channel.name,
      one.phone,
      one.optOut ? says.yes : '',
      one.content,
    ]),
  })
}

const toJson = (one: InboundRow) => ({
  id: one.id,
  channel: one.channel.name,
  phone: one.phone,
  content: one.content,
  at: one.at,
  receivedAt: one.receivedAt,
  optOut: one.optOut,
  messageId: one.answers?.messageId ?? null,
})
