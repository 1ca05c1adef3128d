import { eq, sql } from 'drizzle-orm'
import type { Tx } from '#db/client.ts'
import { users } from '#db/schema/users.ts'
import type { User } from '#lib/auth/sign-in.ts'
import { UserError } from '#lib/errors.ts'

/**
 * Changes of users wait for one another until the transaction ends: two administrators who disable
 * each other at once leave one of them, and a first run makes one account.
 */
export async function lockUsers(tx: Tx): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtext('users'))`)
}

/** The user under the lock. Throws UserError `not_found`. */
export async function takeUser(tx: Tx, id: string): Promise<User> {
  await lockUsers(tx)
  const [user] = await tx.select().from(users).where(eq(users.id, id))
  if (!user) throw new UserError('not_found')
  return user
}

/** Throws UserError `last_administrator` when nobody but `user` may administer. */
export async function keepAnAdministrator(tx: Tx, user: User): Promise<void> {
  if (user.role !== 'administrator' || user.disabledAt) return
  const others = await tx.execute(sql`select 1 from users
    where role = 'administrator' and disabled_at is null and id <> ${user.id} limit 1`)
  if (others.rows.length === 0) throw new UserError('last_administrator')
}
