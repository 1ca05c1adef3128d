import { requireChannelId } from '#lib/channels/queries.ts'
import { messages } from '#lib/i18n/messages.ts'
import { listTemplates, type TemplateView } from '#lib/templates/queries.ts'
import type { ListTemplates } from '#lib/templates/schemas.ts'
import type { Answer, Cli } from '../cli.ts'
import { answerList } from '../list-answer.ts'

type Options = {
  channel?: string
  review?: ListTemplates['review']
  limit?: number
  cursor?: string
}

export async function templateList(cli: Cli, options: Options): Promise<Answer> {
  const ctx = await cli.context()
  const { channel, review, limit, cursor } = options
  const { rows, next } = await listTemplates(ctx, {
    ...(channel ? { channel: await requireChannelId(ctx, channel) } : {}),
    ...(review ? { review } : {}),
    ...(limit ? { limit } : {}),
    ...(cursor ? { cursor } : {}),
  })
  const { columns } = cli.words
  const { review: statuses, category } = messages[cli.locale].common
  return answerList(cli, {
    key: 'templates',
    items: rows.map(toJson),
    next: next ?? null,
    heads: [
      columns.title,
      columns.channel,
      columns.category,
      columns.review,
      columns.vendorId,
      columns.text,
      columns.id,
    ],
    rows: rows.map((one) => [
      one.title,
      one.channelName,
      category[one.category],
      statuses[one.reviewStatus],
      one.vendorId,
      one.signaturePosition === 'top'
        ? `【${one.signature}】${one.text}`
        : `${one.text}【${one.signature}】`,
      one.id,
    ]),
  })
}

const toJson = (one: TemplateView) => ({
  id: one.id,
  channel: one.channelName,
  title: one.title,
  signature: one.signature,
  text: one.text,
  variables: one.variables,
  variableLengths: one.variableLengths,
  category: one.category,
  vendorId: one.vendorId,
  settings: one.settings,
  reviewStatus: one.reviewStatus,
  reviewReason: one.reviewReason,
  sendable: one.sendable,
  createdAt: one.createdAt,
  updatedAt: one.updatedAt,
})
