import { messages } from '#lib/i18n/messages.ts'
import { getMessage } from '#lib/messages/get-message.ts'
import { loadMessage } from '#lib/messages/load-message.ts'
import { SettleInput, settleMessage } from '#lib/messages/settle-message.ts'
import type { Answer, Cli } from '../cli.ts'
import { formatFacts } from '../table.ts'

type Options = Pick<SettleInput, 'as' | 'reason'> & { reference?: string }

/** A person's word about a message of which nobody knows whether the vendor took it. */
export async function messageSettle(cli: Cli, options: Options, id: string): Promise<Answer> {
  const ctx = await cli.context()
  const messageId = SettleInput.shape.messageId.parse(id)
  // Where nobody says which call was looked at, it is the one that carries the message now.
  const { reference } = await getMessage(ctx, messageId, { locale: cli.locale })
  const input = SettleInput.parse({ messageId, reference: reference ?? '', ...options })
  await settleMessage(ctx, input)
  const { status } = await loadMessage(ctx.db, input.messageId)
  const { columns } = cli.words
  const word = messages[cli.locale].common.status[status]
  return {
    json: { id: input.messageId, status },
    text: formatFacts([
      [columns.id, input.messageId],
      [columns.status, word],
    ]),
  }
}
