import { z } from 'zod'
import { requireBatchId } from '#lib/batches/require-batch-id.ts'
import { requireChannelId } from '#lib/channels/queries.ts'
import type { Context } from '#lib/context.ts'
import { readPeriod } from '#lib/messages/period.ts'
import type { MessageStatus } from '#lib/messages/status.ts'
import type { MessageFilter } from '#lib/messages/types.ts'
import { requireTemplateId } from '#lib/templates/queries.ts'
import type { Cli } from '../cli.ts'
import { readSearchedPhone } from '../read-phone.ts'
import { usageError } from '../usage.ts'

export type FilterOptions = {
  batch?: string
  phone?: string
  status?: MessageStatus[]
  channel?: string
  template?: string
  from?: string
  to?: string
}

/** Names become ids; a name that nothing bears is an error, not an empty list. */
export async function readFilter(
  { words }: Cli,
  ctx: Context,
  { batch, phone, status, channel, template, from, to }: FilterOptions,
): Promise<MessageFilter> {
  const filter: MessageFilter = readPeriod(from, to)
  if (phone !== undefined) filter.phone = await readSearchedPhone(words, ctx, phone)
  if (status) filter.statuses = status
  if (batch !== undefined) filter.batchId = await requireBatchId(ctx, batch)
  if (channel !== undefined) filter.channelId = await requireChannelId(ctx, channel)
  if (template === undefined) return filter
  const isId = z.uuid().safeParse(template).success
  if (!filter.channelId && !isId) throw usageError(words.usage.templateNeedsChannel)
  filter.templateId = filter.channelId
    ? await requireTemplateId(ctx, filter.channelId, template)
    : template.toLowerCase()
  return filter
}
