import { eq, lt, sql } from 'drizzle-orm'
import type { Db, Executor } from '#db/client.ts'
import { sessions } from '#db/schema/users.ts'

/** However often it is renewed, a session ends then. */
export const sessionSeconds = 12 * 3600

/** The row that a session's cookie stands for. */
export async function openSession(
  db: Executor,
  input: { userId: string; address?: string | undefined },
): Promise<string> {
  const [session] = await db
    .insert(sessions)
    .values({
      userId: input.userId,
      address: input.address ?? null,
      expiresAt: sql`now() + make_interval(secs => ${sessionSeconds})`,
    })
    .returning({ id: sessions.id })
  if (!session) throw new Error('the session was not inserted')
  return session.id
}

/** From now on no copy of its cookie opens anything; one that has ended is no error. */
export async function endSession(db: Executor, id: string): Promise<void> {
  await db.delete(sessions).where(eq(sessions.id, id))
}

/** Forgets sessions whose time is over; gives how many. */
export async function sweepSessions(db: Db): Promise<number> {
  const { rowCount } = await db.delete(sessions).where(lt(sessions.expiresAt, sql`now()`))
  return rowCount ?? 0
}
