import { isDeepStrictEqual } from 'node:util'
import { eq } from 'drizzle-orm'
import type { Tx } from '#db/client.ts'
import { templates } from '#db/schema/templates.ts'
import { UserError } from '#lib/errors.ts'
import { isSendable } from '#lib/templates/review.ts'
import { freezeTemplate } from './freeze-template.ts'
import type { Batch } from './lock-batch.ts'

/**
 * Before a batch begins or goes on: its template can be sent, and is still the one that was checked
 * (a vendor would send its new text, not the one that was previewed and approved). Throws UserError
 * `template_not_approved`, `template_changed`.
 */
export async function checkTemplate(
  tx: Tx,
  batch: Pick<Batch, 'templateId' | 'template'>,
): Promise<void> {
  const [template] = await tx.select().from(templates).where(eq(templates.id, batch.templateId))
  const { title } = batch.template
  if (!template || template.deletedAt || !isSendable(template.reviewStatus))
    throw new UserError('template_not_approved', { title })
  if (!isDeepStrictEqual({ ...freezeTemplate(template), title }, batch.template))
    throw new UserError('template_changed', { title })
}
