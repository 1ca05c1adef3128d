import { z } from 'zod'
import { appendAudit } from '#lib/audit/append.ts'
import { type Context, inTransaction } from '#lib/context.ts'
import { loadMessage } from './load-message.ts'
import { maskPhone } from './mask-phone.ts'
import { requireOperator } from './require-operator.ts'

export const RevealInput = z.object({ messageId: z.coerce.number().int().positive() })

/**
 * The whole number behind a masked one (role operator); the audit log says who saw whose, masked.
 * Throws UserError `forbidden`, `not_found`.
 */
export async function revealPhone(
  ctx: Context,
  { messageId }: z.output<typeof RevealInput>,
): Promise<{ phone: string }> {
  requireOperator(ctx)
  return inTransaction(ctx, async (tx) => {
    const { phone } = await loadMessage(tx, messageId)
    await appendAudit(ctx, tx, {
      action: 'message.reveal',
      targetId: String(messageId),
      details: { phone: maskPhone(phone) },
    })
    return { phone }
  })
}
