import { and, eq, isNull } from 'drizzle-orm'
import { z } from 'zod'
import { blocklist } from '#db/schema/opt-outs.ts'
import { appendAudit } from '#lib/audit/append.ts'
import { type Context, inTransaction } from '#lib/context.ts'
import { UserError } from '#lib/errors.ts'
import { maskPhone } from '#lib/messages/mask-phone.ts'

export const UndoBlocklistInput = z.object({
  id: z.coerce.number().int().positive(),
  reason: z.string().trim().min(1).max(500),
})

/**
 * Messages may go to the phone again; the entry stays. Audited as `blocklist.undo`. Throws UserError
 * `not_found` when it does not hold (any more).
 */
export async function undoBlocklist(
  ctx: Context,
  { id, reason }: z.output<typeof UndoBlocklistInput>,
): Promise<{ id: number }> {
  return inTransaction(ctx, async (tx) => {
    const [undone] = await tx
      .update(blocklist)
      .set({ undoneAt: new Date(), undoneBy: ctx.actor.id, undoReason: reason })
      .where(and(eq(blocklist.id, id), isNull(blocklist.undoneAt)))
      .returning({ phone: blocklist.phone })
    if (!undone) throw new UserError('not_found')
    await appendAudit(ctx, tx, {
      action: 'blocklist.undo',
      targetId: `blocklist/${id}`,
      details: { phone: maskPhone(undone.phone), reason },
    })
    return { id }
  })
}
