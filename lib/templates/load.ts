import { and, count, eq, inArray, isNull } from 'drizzle-orm'
import type { Executor, Tx } from '#db/client.ts'
import { batches } from '#db/schema/batches.ts'
import { templates } from '#db/schema/templates.ts'
import { unfinishedStates } from '#lib/batches/types.ts'
import { UserError } from '#lib/errors.ts'

export type Template = typeof templates.$inferSelect

/** Throws UserError `not_found`. */
export async function loadTemplate(db: Executor, id: string): Promise<Template> {
  const [template] = await db
    .select()
    .from(templates)
    .where(and(eq(templates.id, id), isNull(templates.deletedAt)))
  if (!template) throw new UserError('not_found')
  return template
}

/** How many batches still have to send with a template. */
export async function countOpenBatches(db: Executor | Tx, templateId: string): Promise<number> {
  const [found] = await db
    .select({ count: count() })
    .from(batches)
    .where(and(eq(batches.templateId, templateId), inArray(batches.state, unfinishedStates)))
  return found?.count ?? 0
}
