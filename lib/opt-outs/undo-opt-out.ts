import { and, eq, isNull } from 'drizzle-orm'
import { z } from 'zod'
import { optOuts } from '#db/schema/opt-outs.ts'
import { appendAudit } from '#lib/audit/append.ts'
import { type Context, inTransaction } from '#lib/context.ts'
import { UserError } from '#lib/errors.ts'
import { maskPhone } from '#lib/messages/mask-phone.ts'

export const UndoOptOutInput = z.object({
  id: z.coerce.number().int().positive(),
  reason: z.string().trim().min(1).max(500),
})

/**
 * Marketing may go to the phone again; entry and evidence stay. Audited as `optOut.undo`. Throws
 * UserError `not_found` when it does not hold (any more).
 */
export async function undoOptOut(
  ctx: Context,
  { id, reason }: z.output<typeof UndoOptOutInput>,
): Promise<{ id: number }> {
  return inTransaction(ctx, async (tx) => {
    const [undone] = await tx
      .update(optOuts)
      .set({ undoneAt: new Date(), undoneBy: ctx.actor.id, undoReason: reason })
      .where(and(eq(optOuts.id, id), isNull(optOuts.undoneAt)))
      .returning({ id: optOuts.id, phone: optOuts.phone, source: optOuts.source })
    if (!undone) throw new UserError('not_found')
    await appendAudit(ctx, tx, {
      action: 'optOut.undo',
      targetId: `opt-out/${id}`,
      details: { phone: maskPhone(undone.phone), source: undone.source, reason },
    })
    return { id }
  })
}
