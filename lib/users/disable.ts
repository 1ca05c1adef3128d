import { eq, sql } from 'drizzle-orm'
import { users } from '#db/schema/users.ts'
import { appendAudit } from '#lib/audit/append.ts'
import { type Context, inTransaction } from '#lib/context.ts'
import { UserError } from '#lib/errors.ts'
import { keepAnAdministrator, takeUser } from './lock-users.ts'

/** Ends every session of the user at once. Throws UserError `not_found`, `own_account`, `last_administrator`. */
export function disableUser(ctx: Context, { id }: { id: string }): Promise<void> {
  return inTransaction(ctx, async (tx) => {
    const user = await takeUser(tx, id)
    if (user.id === ctx.actor.id) throw new UserError('own_account')
    if (user.disabledAt) return
    await keepAnAdministrator(tx, user)
    await tx
      .update(users)
      .set({ disabledAt: new Date(), sessionEpoch: sql`${users.sessionEpoch} + 1` })
      .where(eq(users.id, id))
    await appendAudit(ctx, tx, {
      action: 'user.disable',
      targetId: id,
      details: { email: user.email },
    })
  })
}

/** Lets a disabled user sign in again. Throws UserError `not_found`. */
export function enableUser(ctx: Context, { id }: { id: string }): Promise<void> {
  return inTransaction(ctx, async (tx) => {
    const user = await takeUser(tx, id)
    if (!user.disabledAt) return
    await tx.update(users).set({ disabledAt: null }).where(eq(users.id, id))
    await appendAudit(ctx, tx, {
      action: 'user.enable',
      targetId: id,
      details: { email: user.email },
    })
  })
}
