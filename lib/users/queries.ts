import { and, eq, getTableColumns, ilike, isNotNull, isNull, or, sql } from 'drizzle-orm'
import type { z } from 'zod'
import type { Executor } from '#db/client.ts'
import { users } from '#db/schema/users.ts'
import type { Role } from '#lib/auth/roles.ts'
import type { Context } from '#lib/context.ts'
import { containing } from '#lib/paging/containing.ts'
import { keyset, type Page } from '#lib/paging/keyset.ts'
import type { ListUsersInput } from './schemas.ts'

/** What anybody may see of a user: no hash, no epoch. */
export type UserRow = {
  id: string
  email: string
  name: string
  role: Role
  disabledAt: Date | null
  lastSignInAt: Date | null
  createdAt: Date
}

const { passwordHash: _hash, sessionEpoch: _epoch, ...visible } = getTableColumns(users)

/** Users by name and e-mail, role and state; in the order of their addresses. */
export async function listUsers(
  ctx: Context,
  input: z.output<typeof ListUsersInput>,
): Promise<Page<UserRow>> {
  const page = keyset(input, [users.email], 'asc')
  const like = input.q && containing(input.q)
  const rows = await ctx.db
    .select({ ...visible, key: page.key })
    .from(users)
    .where(
      and(
        page.where,
        like ? or(ilike(users.name, like), ilike(users.email, like)) : undefined,
        input.role ? eq(users.role, input.role) : undefined,
        input.state && (input.state === 'active' ? isNull : isNotNull)(users.disabledAt),
      ),
    )
    .orderBy(...page.orderBy)
    .limit(page.limit)
  return page.toPage(rows)
}

/** Undefined when there is none, or when `id` is no id. */
export async function findUser(ctx: Context, id: string): Promise<UserRow | undefined> {
  const [row] = await ctx.db.select(visible).from(users).where(sql`${users.id}::text = ${id}`)
  return row
}

/** True until somebody has an account. */
export async function isFirstRun(db: Executor): Promise<boolean> {
  const [row] = await db.select({ id: users.id }).from(users).limit(1)
  return row === undefined
}
