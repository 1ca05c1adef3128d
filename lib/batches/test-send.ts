import { createHash } from 'node:crypto'
import { z } from 'zod'
import { appendAudit } from '#lib/audit/append.ts'
import { loadChannel } from '#lib/channels/load.ts'
import type { Channel } from '#lib/channels/open-channel.ts'
import { type Context, inTransaction } from '#lib/context.ts'
import { UserError } from '#lib/errors.ts'
import { maskPhones } from '#lib/logging/mask-phones.ts'
import { createRowCheck, type ValidRow } from '#lib/recipients/check-row.ts'
import type { Template } from '#lib/templates/load.ts'
import { isSendable } from '#lib/templates/review.ts'
import { checkRules } from './check-rules.ts'
import { freezeTemplate, loadTemplateOf } from './freeze-template.ts'
import { findOnce } from './once-key.ts'
import { openTestBatch } from './open-test-batch.ts'
import type { BatchState, FrozenTemplate } from './types.ts'

export const TestSendInput = z.object({
  channelId: z.uuid(),
  templateId: z.uuid(),
  phone: z.string(),
  /** In the order of the template's variables. */
  values: z.array(z.string()),
  /** Names the request: the same one made again sends nothing more. */
  key: z.string().min(16).max(64),
})
type TestSend = z.output<typeof TestSendInput>

/**
 * Sends one text to one phone as a batch of its own, at once and through the whole protocol; where
 * even a batch of one needs a second person, it waits for that one. Throws UserError `not_found`,
 * `channel_paused`, `template_not_approved`, `refused_… {…}`.
 */
export async function testSend(
  ctx: Context,
  input: z.input<typeof TestSendInput>,
): Promise<{ id: string; state: BatchState }> {
  const asked = TestSendInput.parse(input)
  const { channelId, templateId, phone, values } = asked
  const onceKey = keyOf(ctx, asked)
  const made = await findOnce(ctx.db, onceKey)
  if (made) return { id: made.id, state: made.state }
  const channel = await loadChannel(ctx.db, channelId)
  const row = await loadTemplateOf(ctx.db, { channelId, templateId })
  checkReady(channel, row)
  const template = freezeTemplate(row)
  const recipient = checkRecipient(channel, template, [phone, ...values])
  return inTransaction(ctx, async (tx) => {
    const test = { channel, templateId, template, recipient, onceKey }
    const { id, state, existed } = await openTestBatch(ctx, tx, test)
    if (existed) return { id, state }
    await appendAudit(ctx, tx, {
      action: 'batch.test',
      targetId: id,
      details: { channelId, templateId, phone: maskPhones(recipient.phone), state },
    })
    return { id, state }
  })
}

/** One person's one request: with another phone or text it is another one, whatever its key. */
function keyOf({ actor }: Context, asked: TestSend): string {
  const content = JSON.stringify([actor.id, Object.entries(asked).sort()])
  return `test:${createHash('sha256').update(content).digest('hex')}`
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
