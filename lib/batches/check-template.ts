import { isDeepStrictEqual } from 'node:util'
import { eq } from 'drizzle-orm'
import type { Tx } from '#db/client.ts'
import { channels } from '#db/schema/channels.ts'
import { templates } from '#db/schema/templates.ts'
import { UserError } from '#lib/errors.ts'
import { isSendable } from '#lib/templates/review.ts'
import { checkOptOutWords } from './check-opt-out-words.ts'
import { freezeTemplate } from './freeze-template.ts'
import type { Batch } from './lock-batch.ts'

/**
 * Before a batch begins or goes on: its template can be sent, and is still the one that was checked
 * (a vendor would send its new text, not the one that was previewed and approved). Throws UserError
 * `template_not_approved`, `template_changed`, `opt_out_words`.
 */
export async function checkTemplate(
  tx: Tx,
  batch: Pick<Batch, 'templateId' | 'template'>,
): Promise<void> {
  const [found] = await tx
    .select({ template: templates, optOutWords: channels.optOutWords })
    .from(templates)
    .innerJoin(channels, eq(channels.id, templates.channelId))
    .where(eq(templates.id, batch.templateId))
  const template = found?.template
  const { title } = batch.template
  if (!template || template.deletedAt || !isSendable(template.reviewStatus))
    throw new UserError('template_not_approved', { title })
  if (!isDeepStrictEqual({ ...freezeTemplate(template), title }, batch.template))
    throw new UserError('template_changed', { title })
  checkOptOutWords(found, template)
}
