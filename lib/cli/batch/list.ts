import { type BatchRow, listBatches } from '#lib/batches/queries.ts'
import { requireBatchId } from '#lib/batches/require-batch-id.ts'
import type { BatchState } from '#lib/batches/types.ts'
import { requireChannelId } from '#lib/channels/queries.ts'
import { formatMoney } from '#lib/i18n/format-money.ts'
import { formatTime } from '#lib/i18n/format-time.ts'
import { messages } from '#lib/i18n/messages.ts'
import type { Answer, Cli } from '../cli.ts'
import { answerList } from '../list-answer.ts'
import { costOf } from './view.ts'

type Options = { channel?: string; state?: BatchState[]; limit?: number; cursor?: string }

export async function batchList(cli: Cli, options: Options): Promise<Answer> {
  const ctx = await cli.context()
  const { channel, state, limit, cursor } = options
  const { batches, next } = await listBatches(ctx, {
    ...(channel ? { channelId: await requireChannelId(ctx, channel) } : {}),
    ...(state ? { states: state } : {}),
    ...(limit ? { limit } : {}),
    ...(cursor ? { cursor: await requireBatchId(ctx, cursor) } : {}),
  })
  const { columns } = cli.words
  const { batchState } = messages[cli.locale].common
  return answerList(cli, {
    key: 'batches',
    items: batches.map(toJson),
    next,
    heads: [
      columns.created,
      columns.name,
      columns.channel,
      columns.state,
      columns.recipients,
      columns.cost,
      columns.id,
    ],
    rows: batches.map((one) => [
      formatTime(one.createdAt, 'minute'),
      one.name,
      one.channelName,
      batchState[one.state],
      one.recipientCount,
      formatMoney(costOf(one.segmentCount, one.price)),
      one.id,
    ]),
  })
}

const toJson = (one: BatchRow) => ({
  id: one.id,
  name: one.name,
  channel: one.channelName,
  template: one.template.title,
  state: one.state,
  recipients: one.recipientCount,
  segments: one.segmentCount,
  cost: costOf(one.segmentCount, one.price),
  createdAt: one.createdAt,
  scheduledAt: one.scheduledAt,
  counts: one.counts,
})
