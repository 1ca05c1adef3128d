import { eq, sql } from 'drizzle-orm'
import type { z } from 'zod'
import type { Tx } from '#db/client.ts'
import { users } from '#db/schema/users.ts'
import { appendAudit } from '#lib/audit/append.ts'
import { checkPassword, hashPassword, makePassword } from '#lib/auth/passwords.ts'
import { type Context, inTransaction } from '#lib/context.ts'
import { UserError } from '#lib/errors.ts'
import { takeTokens } from '#lib/rates/take-tokens.ts'
import { takeUser } from './lock-users.ts'
import type { ChangePasswordInput } from './schemas.ts'

/** Makes a new password, given back once, and ends the user's sessions. Throws UserError `not_found`. */
export async function resetPassword(
  ctx: Context,
  { id }: { id: string },
): Promise<{ password: string }> {
  const password = makePassword()
  const passwordHash = await hashPassword(password)
  await inTransaction(ctx, async (tx) => {
    const user = await takeUser(tx, id)
    await setPassword(tx, id, passwordHash)
    await appendAudit(ctx, tx, {
      action: 'user.reset_password',
      targetId: id,
      details: { email: user.email },
    })
  })
  return { password }
}

/**
 * Changes the actor's own password and ends all their sessions, the one at hand as well. Throws UserError `wrong_password`, `too_many_tries`.
 */
export async function changePassword(
  ctx: Context,
  input: z.output<typeof ChangePasswordInput>,
): Promise<void> {
  const id = ctx.actor.id ?? ''
  const bucket = { key: `change-password/${id}`, perSecond: 1 / 60, burst: 10 }
  if ((await takeTokens(ctx.db, bucket)) > 0) throw new UserError('too_many_tries')
  const passwordHash = await hashPassword(input.next)
  await inTransaction(ctx, async (tx) => {
    const user = await takeUser(tx, id)
    if (!(await checkPassword(user.passwordHash, input.current)))
      throw new UserError('wrong_password', {}, { field: 'current' })
    await setPassword(tx, id, passwordHash)
    await appendAudit(ctx, tx, { action: 'user.change_password', targetId: id })
  })
}

async function setPassword(tx: Tx, id: string, passwordHash: string): Promise<void> {
  await tx
    .update(users)
    .set({ passwordHash, sessionEpoch: sql`${users.sessionEpoch} + 1` })
    .where(eq(users.id, id))
}
