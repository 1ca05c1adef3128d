import { z } from 'zod'
import type { Tx } from '#db/client.ts'
import { batches } from '#db/schema/batches.ts'
import { messages } from '#db/schema/messages.ts'
import { appendAudit } from '#lib/audit/append.ts'
import { loadChannel } from '#lib/channels/load.ts'
import type { Channel } from '#lib/channels/open-channel.ts'
import { type Context, inTransaction } from '#lib/context.ts'
import { appendDeltas } from '#lib/counts/delta.ts'
import { UserError } from '#lib/errors.ts'
import { maskPhones } from '#lib/logging/mask-phones.ts'
import { createRowCheck, type ValidRow } from '#lib/recipients/check-row.ts'
import type { Template } from '#lib/templates/load.ts'
import { isSendable } from '#lib/templates/review.ts'
import { checkRules } from './check-rules.ts'
import { freezeTemplate, loadTemplateOf } from './freeze-template.ts'
import { reserveIds } from './reserve-ids.ts'
import type { FrozenTemplate } from './types.ts'

export const TestSendInput = z.object({
  channelId: z.uuid(),
  templateId: z.uuid(),
  phone: z.string(),
  /** In the order of the template's variables. */
  values: z.array(z.string()),
})

/**
 * Sends one text to one phone as a batch of its own, at once and through the whole protocol.
 * Throws UserError `not_found`, `channel_paused`, `template_not_approved`, `test_refused {reason}`.
 */
export async function testSend(
  ctx: Context,
  input: z.input<typeof TestSendInput>,
): Promise<{ id: string }> {
  const { channelId, templateId, phone, values } = TestSendInput.parse(input)
  const channel = await loadChannel(ctx.db, channelId)
  const row = await loadTemplateOf(ctx.db, { channelId, templateId })
  checkReady(channel, row)
  const template = freezeTemplate(row)
  const recipient = checkRecipient(channel, template, [phone, ...values])
  return inTransaction(ctx, async (tx) => {
    const id = await insertBatch(ctx, tx, { channel, templateId, template, recipient })
    await appendAudit(ctx, tx, {
      action: 'batch.test',
      targetId: id,
      details: { channelId, templateId, phone: maskPhones(recipient.phone) },
    })
    return { id }
  })
}

function checkReady(channel: Channel, { title, reviewStatus }: Template): void {
  if (channel.state === 'paused') throw new UserError('channel_paused', { name: channel.name })
  if (!isSendable(reviewStatus)) throw new UserError('template_not_approved', { title })
}

function checkRecipient(channel: Channel, template: FrozenTemplate, cells: string[]): ValidRow {
  const columns = { phone: 0, variables: template.variables.map((_, n) => n + 1) }
  const check = createRowCheck(checkRules(channel, template), columns)
  const raw = { row: 1, cells, line: () => cells.join(','), badQuotes: false, maybeBroken: false }
  const row = check(raw)
  if (!row) throw new UserError('refused_empty_phone', {}, { field: 'phone' })
  if (!('reason' in row)) return row
  const field =
    'name' in row.params ? `values.${template.variables.indexOf(String(row.params.name))}` : 'phone'
  throw new UserError(`refused_${row.reason}`, row.params, { field })
}

type NewBatch = {
  channel: Channel
  templateId: string
  template: FrozenTemplate
  recipient: ValidRow
}

async function insertBatch(ctx: Context, tx: Tx, input: NewBatch): Promise<string> {
  const { channel, templateId, template, recipient } = input
  const [id] = await reserveIds(tx, 1)
  if (id === undefined) throw new Error('no id')
  const now = new Date()
  const [batch] = await tx
    .insert(batches)
    .values({
      name: `测试 · ${template.title}`.slice(0, 100),
      channelId: channel.id,
      templateId,
      template,
      price: channel.price,
      importState: 'done',
      recipientCount: 1,
      segmentCount: recipient.segments,
      state: 'sending',
      firstId: id,
      lastId: id,
      nextId: id,
      createdBy: ctx.actor.id,
      confirmedBy: ctx.actor.id,
      createdAt: now,
      confirmedAt: now,
      startedAt: now,
    })
    .returning({ id: batches.id })
  if (!batch) throw new Error('the batch was not inserted')
  const { phone, values, segments } = recipient
  const scope = { batchId: batch.id, channelId: channel.id }
  await tx
    .insert(messages)
    .values({ id, createdAt: now, ...scope, row: 1, phone, values, segments, status: 'queued' })
  await appendDeltas(tx, scope, [{ status: 'queued', messages: 1, segments }])
  return batch.id
}
