import { randomBytes } from 'node:crypto'
import { eq } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { auditEntries } from '#db/schema/audit.ts'
import { users } from '#db/schema/users.ts'
import type { Role } from '#lib/auth/roles.ts'
import type { User } from '#lib/auth/sign-in.ts'
import type { Actor, Context } from '#lib/context.ts'
import { insertUser } from './add.ts'

/** A context for tests: no vendor is called and no job is made by what they test. */
export function testContext(db: Db): Context {
  const refuse = () => Promise.reject(new Error('no call is expected here'))
  return {
    db,
    actor: { id: null, name: 'Ada', role: 'administrator', via: 'cli' },
    keys: { current: 'k1', keys: new Map([['k1', randomBytes(32)]]) },
    http: refuse,
    jobs: { enqueue: refuse },
    callbackOrigin: 'https://sms.example',
  }
}

/** A user of a test, whose password is not checked. */
export async function makeUser(ctx: Context, email: string, role: Role): Promise<User> {
  const id = await ctx.db.transaction((tx) =>
    insertUser(tx, { email, name: email, role, passwordHash: 'none' }),
  )
  return readUser(ctx, id)
}

export async function readUser(ctx: Context, id: string): Promise<User> {
  const [user] = await ctx.db.select().from(users).where(eq(users.id, id))
  if (!user) throw new Error('no such user')
  return user
}

export const as = (ctx: Context, user: User): Context => ({ ...ctx, actor: actorOf(user) })

const actorOf = ({ id, name, role }: User): Actor => ({ id, name, role, via: 'console' })

/** Actions on record for a target, oldest first. */
export async function listActions(ctx: Context, targetId: string): Promise<string[]> {
  const rows = await ctx.db
    .select({ action: auditEntries.action })
    .from(auditEntries)
    .where(eq(auditEntries.targetId, targetId))
    .orderBy(auditEntries.id)
  return rows.map((row) => row.action)
}
