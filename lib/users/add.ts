import type { z } from 'zod'
import type { Tx } from '#db/client.ts'
import { users } from '#db/schema/users.ts'
import { appendAudit } from '#lib/audit/append.ts'
import { hashPassword, makePassword } from '#lib/auth/passwords.ts'
import { type Context, inTransaction } from '#lib/context.ts'
import { UserError } from '#lib/errors.ts'
import type { AddUserInput } from './schemas.ts'

export type NewUser = { id: string; password?: string }

/** Adds a user; gives the password when it was made here. Throws UserError `email_taken`. */
export async function addUser(
  ctx: Context,
  input: z.output<typeof AddUserInput>,
): Promise<NewUser> {
  const made = input.password === undefined ? makePassword() : undefined
  const passwordHash = await hashPassword(input.password ?? made ?? '')
  return inTransaction(ctx, async (tx) => {
    const id = await insertUser(tx, { ...input, passwordHash })
    const { email, name, role } = input
    await appendAudit(ctx, tx, { action: 'user.add', targetId: id, details: { email, name, role } })
    return made === undefined ? { id } : { id, password: made }
  })
}

type Row = Pick<typeof users.$inferInsert, 'email' | 'name' | 'role' | 'passwordHash'>

/** Throws UserError `email_taken`. */
export async function insertUser(tx: Tx, row: Row): Promise<string> {
  const { email, name, role, passwordHash } = row
  const [added] = await tx
    .insert(users)
    .values({ email, name, role, passwordHash })
    .onConflictDoNothing()
    .returning({ id: users.id })
  if (!added) throw new UserError('email_taken', { email }, { field: 'email' })
  return added.id
}
