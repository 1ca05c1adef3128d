import { z } from 'zod'
import { optOuts } from '#db/schema/opt-outs.ts'
import { appendAudit } from '#lib/audit/append.ts'
import { type Context, inTransaction } from '#lib/context.ts'
import { UserError } from '#lib/errors.ts'
import { maskPhone } from '#lib/messages/mask-phone.ts'
import { normalisePhone } from '#lib/recipients/normalise-phone.ts'

export const AddOptOutInput = z.object({
  phone: z.string().trim().min(1).max(40),
  /** How we know: a call, a letter. Kept in the audit log. */
  reason: z.string().trim().min(1).max(500),
})

/**
 * Notes that somebody wants no more marketing, on whatever channel. Audited as `optOut.add`, phone
 * masked. Throws UserError `phone_not_mobile`, or `opted_out_already`.
 */
export async function addOptOut(
  ctx: Context,
  input: z.output<typeof AddOptOutInput>,
): Promise<{ id: number }> {
  const { phone } = normalisePhone(input.phone)
  if (!phone) throw new UserError('phone_not_mobile', {}, { field: 'phone' })
  return inTransaction(ctx, async (tx) => {
    const [added] = await tx
      .insert(optOuts)
      .values({ phone, source: 'manual', createdBy: ctx.actor.id })
      .onConflictDoNothing()
      .returning({ id: optOuts.id })
    if (!added) throw new UserError('opted_out_already', {}, { field: 'phone' })
    await appendAudit(ctx, tx, {
      action: 'optOut.add',
      targetId: `opt-out/${added.id}`,
      details: { phone: maskPhone(phone), reason: input.reason },
    })
    return added
  })
}
