import { z } from 'zod'
import { blocklist } from '#db/schema/opt-outs.ts'
import { appendAudit } from '#lib/audit/append.ts'
import { type Context, inTransaction } from '#lib/context.ts'
import { UserError } from '#lib/errors.ts'
import { maskPhone } from '#lib/messages/mask-phone.ts'
import { normalisePhone } from '#lib/recipients/normalise-phone.ts'

export const AddToBlocklistInput = z.object({
  phone: z.string().trim().min(1).max(40),
  reason: z.string().trim().min(1).max(500),
})

/**
 * Nothing goes to the phone any more, of whatever category and channel, batches already queued
 * included. Audited as `blocklist.add`, phone masked. Throws UserError `phone_not_mobile`,
 * `blocklisted_already`.
 */
export async function addToBlocklist(
  ctx: Context,
  input: z.output<typeof AddToBlocklistInput>,
): Promise<{ id: number }> {
  const { phone } = normalisePhone(input.phone)
  if (!phone) throw new UserError('phone_not_mobile', {}, { field: 'phone' })
  return inTransaction(ctx, async (tx) => {
    const [added] = await tx
      .insert(blocklist)
      .values({ phone, reason: input.reason, createdBy: ctx.actor.id })
      .onConflictDoNothing()
      .returning({ id: blocklist.id })
    if (!added) throw new UserError('blocklisted_already', {}, { field: 'phone' })
    await appendAudit(ctx, tx, {
      action: 'blocklist.add',
      targetId: `blocklist/${added.id}`,
      details: { phone: maskPhone(phone), reason: input.reason },
    })
    return added
  })
}
