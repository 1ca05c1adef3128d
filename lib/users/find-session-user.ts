import { eq } from 'drizzle-orm'
import type { Executor } from '#db/client.ts'
import { users } from '#db/schema/users.ts'
import type { User } from '#lib/auth/sign-in.ts'

/** The user whom a session belongs to, or undefined when it has ended or the account is disabled. */
export async function findSessionUser(
  db: Executor,
  session: { userId: string; epoch: number | undefined },
): Promise<User | undefined> {
  const [user] = await db.select().from(users).where(eq(users.id, session.userId))
  return user && !user.disabledAt && user.sessionEpoch === session.epoch ? user : undefined
}
