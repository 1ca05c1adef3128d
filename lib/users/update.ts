import { eq } from 'drizzle-orm'
import type { z } from 'zod'
import { users } from '#db/schema/users.ts'
import { appendAudit } from '#lib/audit/append.ts'
import { type Context, inTransaction } from '#lib/context.ts'
import { keepAnAdministrator, takeUser } from './lock-users.ts'
import type { UpdateUserInput } from './schemas.ts'

/** Changes name and role; the role counts from the next request on. Throws UserError `not_found`, `last_administrator`. */
export function updateUser(ctx: Context, input: z.output<typeof UpdateUserInput>): Promise<void> {
  return inTransaction(ctx, async (tx) => {
    const before = await takeUser(tx, input.id)
    if (input.role !== 'administrator') await keepAnAdministrator(tx, before)
    const after = { name: input.name, role: input.role }
    await tx.update(users).set(after).where(eq(users.id, input.id))
    await appendAudit(ctx, tx, {
      action: 'user.update',
      targetId: input.id,
      details: { before: { name: before.name, role: before.role }, after },
    })
  })
}
