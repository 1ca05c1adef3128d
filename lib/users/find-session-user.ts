import { and, eq, gt, isNull, sql } from 'drizzle-orm'
import type { Executor } from '#db/client.ts'
import { sessions, users } from '#db/schema/users.ts'
import type { User } from '#lib/auth/sign-in.ts'

/** The user whom a session belongs to, or undefined when it has ended or the account is disabled. */
export async function findSessionUser(
  db: Executor,
  session: { id: string; userId: string; epoch: number },
): Promise<User | undefined> {
  const [row] = await db
    .select({ user: users })
    .from(sessions)
    .innerJoin(users, eq(users.id, sessions.userId))
    .where(
      and(
        eq(sessions.id, session.id),
        gt(sessions.expiresAt, sql`now()`),
        eq(users.id, session.userId),
        eq(users.sessionEpoch, session.epoch),
        isNull(users.disabledAt),
      ),
    )
  return row?.user
}
