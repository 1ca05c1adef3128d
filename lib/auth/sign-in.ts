import { eq, type InferSelectModel } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { auditEntries } from '#db/schema/audit.ts'
import { users } from '#db/schema/users.ts'
import { type Bucket, takeTokens } from '#lib/rates/take-tokens.ts'
import { checkPassword } from './passwords.ts'

export type User = InferSelectModel<typeof users>
export type SignInResult = { ok: true; user: User } | { ok: false; reason: 'wrong' | 'throttled' }

/** Wrong tries: ten at once, then one a minute for an account; thirty, then one every ten seconds for an address. */
const perAccount = { perSecond: 1 / 60, burst: 10 }
const perAddress = { perSecond: 1 / 10, burst: 30 }

/**
 * Checks e-mail and password and notes the outcome in the audit log. An unknown or disabled account
 * costs the same work and gives the same answer as a wrong password.
 */
export async function signIn(
  { db }: { db: Db },
  input: { email: string; password: string; address?: string },
): Promise<SignInResult> {
  const email = input.email.trim().toLowerCase().slice(0, 254)
  const buckets = bucketsOf(email, input.address)
  if (await isThrottled(db, buckets)) return { ok: false, reason: 'throttled' }
  const [user] = await db.select().from(users).where(eq(users.email, email))
  const known = user && !user.disabledAt ? user : undefined
  const right = await checkPassword(known?.passwordHash, input.password.slice(0, 1024))
  if (!known || !right) {
    await note(db, 'session.refuse', user, email, input.address)
    return { ok: false, reason: 'wrong' }
  }
  await giveBack(db, buckets)
  await db.update(users).set({ lastSignInAt: new Date() }).where(eq(users.id, known.id))
  await note(db, 'session.create', known, email, input.address)
  return { ok: true, user: known }
}

const bucketsOf = (email: string, address: string | undefined): Bucket[] => [
  ...(address ? [{ key: `sign-in/address/${address}`, ...perAddress }] : []),
  { key: `sign-in/account/${email}`, ...perAccount },
]

async function isThrottled(db: Db, buckets: Bucket[]): Promise<boolean> {
  for (const bucket of buckets) if ((await takeTokens(db, bucket)) > 0) return true
  return false
}

/** Whoever knows the password is not guessing: a good sign-in costs nothing. */
async function giveBack(db: Db, buckets: Bucket[]): Promise<void> {
  for (const bucket of buckets) await takeTokens(db, bucket, -1)
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
    actorName: user?.name ?? email,
    via: 'console',
    action,
    targetId: user?.id ?? null,
    details: { email },
    address: address ?? null,
  })
}
