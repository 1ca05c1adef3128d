import { costOf, costOfBatch } from '#lib/batches/cost.ts'
import { type BatchListRow, listBatches } from '#lib/batches/list-batches.ts'
import type { BatchState } from '#lib/batches/types.ts'
import { requireChannelId } from '#lib/channels/queries.ts'
import { formatTime } from '#lib/i18n/format-time.ts'
import { messages } from '#lib/i18n/messages.ts'
import { isCursor } from '#lib/paging/keyset.ts'
import type { Answer, Cli } from '../cli.ts'
import { answerList } from '../list-answer.ts'
import { usageError } from '../usage.ts'
import { describeCost } from './view.ts'

type Options = { channel?: string; state?: BatchState[]; limit?: number; cursor?: string }

export async function batchList(cli: Cli, options: Options): Promise<Answer> {
  const { channel, state, limit, cursor } = options
  if (cursor !== undefined && !isCursor(cursor)) throw usageError(cli.words.usage.cursor)
  const ctx = await cli.context()
  const { rows: batches, next = null } = await listBatches(ctx, {
    ...(channel ? { channel: await requireChannelId(ctx, channel) } : {}),
    ...{ state, cursor },
    ...(limit ? { limit } : {}),
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
      describeCost(cli, one),
      one.id,
    ]),
  })
}

const toJson = (one: BatchListRow) => ({
  id: one.id,
  name: one.name,
  channel: one.channelName,
  template: one.templateTitle,
  state: one.state,
  recipients: one.recipientCount,
  segments: one.segmentCount,
  cost: costOfBatch(one).cost,
  estimatedCost: costOf(one.price, one.segmentCount),
  createdAt: one.createdAt,
  scheduledAt: one.scheduledAt,
  counts: one.counts,
})
