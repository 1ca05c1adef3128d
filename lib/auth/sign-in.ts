import { eq, type InferSelectModel } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { auditEntries } from '#db/schema/audit.ts'
import { users } from '#db/schema/users.ts'
import { maskDetails } from '#lib/audit/mask-details.ts'
import { checkPassword } from './passwords.ts'
import { openSession } from './sessions.ts'
import { forgive, isThrottled, type Wait } from './throttle.ts'

export type User = InferSelectModel<typeof users>
export type SignInResult =
  | { ok: true; user: User; sessionId: string }
  | { ok: false; reason: 'wrong' | 'throttled' }

/**
 * Checks e-mail and password and notes the outcome in the audit log. An unknown or disabled account
 * costs the same work and gives the same answer as a wrong password. A right one opens a session.
 */
export async function signIn(
  { db }: { db: Db },
  input: { email: string; password: string; address?: string },
  wait?: Wait,
): Promise<SignInResult> {
  const email = input.email.trim().toLowerCase().slice(0, 254)
  const attempt = { email, address: input.address }
  if (await isThrottled(db, attempt, wait)) return { ok: false, reason: 'throttled' }
  const [user] = await db.select().from(users).where(eq(users.email, email))
  const known = user && !user.disabledAt ? user : undefined
  const right = await checkPassword(known?.passwordHash, input.password.slice(0, 1024))
  if (!known || !right) {
    await note(db, 'session.refuse', user, email, input.address)
    return { ok: false, reason: 'wrong' }
  }
  await forgive(db, attempt)
  await db.update(users).set({ lastSignInAt: new Date() }).where(eq(users.id, known.id))
  const sessionId = await openSession(db, { userId: known.id, address: input.address })
  await note(db, 'session.create', known, email, input.address)
  return { ok: true, user: known, sessionId }
}

async function note(
  db: Db,
  action: string,
  user: User | undefined,
  email: string,
  address: string | undefined,
): Promise<void> {
  await db.insert(auditEntries).values({
    actorId: user?.id ?? null,
    actorName: user?.name ?? maskDetails(email),
    via: 'console',
    action,
    targetId: user?.id ?? null,
    details: maskDetails({ email }),
    address: address ?? null,
  })
}
