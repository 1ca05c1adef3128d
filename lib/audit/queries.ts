import { and, asc, eq, getTableColumns, gte, inArray, lt, sql } from 'drizzle-orm'
import type { z } from 'zod'
import { auditEntries } from '#db/schema/audit.ts'
import { users } from '#db/schema/users.ts'
import type { Context } from '#lib/context.ts'
import { endOfDay, startOfDay } from '#lib/i18n/format-time.ts'
import { keyset, type Page } from '#lib/paging/keyset.ts'
import type { ListAuditInput } from './schemas.ts'

export type AuditEntry = typeof auditEntries.$inferSelect

/** Who did what, newest first. */
export async function listAudit(
  ctx: Context,
  input: z.output<typeof ListAuditInput>,
): Promise<Page<AuditEntry>> {
  const page = keyset(input, [auditEntries.id])
  const actions = input.action?.split(',').filter(Boolean)
  const rows = await ctx.db
    .select({ ...getTableColumns(auditEntries), key: page.key })
    .from(auditEntries)
    .where(
      and(
        page.where,
        input.actor ? eq(auditEntries.actorId, input.actor) : undefined,
        input.via ? eq(auditEntries.via, input.via) : undefined,
        actions?.length ? inArray(auditEntries.action, actions) : undefined,
        input.target ? eq(auditEntries.targetId, input.target) : undefined,
        input.from ? gte(auditEntries.at, startOfDay(input.from)) : undefined,
        input.to ? lt(auditEntries.at, endOfDay(input.to)) : undefined,
      ),
    )
    .orderBy(...page.orderBy)
    .limit(page.limit)
  return page.toPage(rows)
}

/** Undefined when there is none, or when `id` is no number. */
export async function findAuditEntry(ctx: Context, id: string): Promise<AuditEntry | undefined> {
  const [entry] = await ctx.db
    .select()
    .from(auditEntries)
    .where(/^\d{1,15}$/.test(id) ? eq(auditEntries.id, Number(id)) : sql`false`)
  return entry
}

/** Everybody who may have done something, by name. */
export function listActors(ctx: Context): Promise<{ id: string; name: string }[]> {
  return ctx.db
    .select({ id: users.id, name: users.name })
    .from(users)
    .orderBy(asc(users.name))
    .limit(500)
}
