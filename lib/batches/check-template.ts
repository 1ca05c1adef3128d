import { isDeepStrictEqual } from 'node:util'
import { eq } from 'drizzle-orm'
import type { Tx } from '#db/client.ts'
import { channels } from '#db/schema/channels.ts'
import { templates } from '#db/schema/templates.ts'
import { UserError } from '#lib/errors.ts'
import type { Template } from '#lib/templates/load.ts'
import { isSendable } from '#lib/templates/review.ts'
import { optOutWordsProblem } from './check-opt-out-words.ts'
import { freezeTemplate } from './freeze-template.ts'
import type { Batch } from './lock-batch.ts'
import type { FrozenTemplate } from './types.ts'

type Current = { template: Template | undefined; channel: { optOutWords: string | null } }

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
    .select({ template: templates, channel: { optOutWords: channels.optOutWords } })
    .from(templates)
    .innerJoin(channels, eq(channels.id, templates.channelId))
    .where(eq(templates.id, batch.templateId))
  const current = found ?? { template: undefined, channel: { optOutWords: null } }
  const problem = templateProblem(current, batch.template)
  if (problem) throw problem
}

/** Why a batch with this frozen template may not begin or go on; undefined when it may. */
export function templateProblem(
  { template, channel }: Current,
  frozen: FrozenTemplate,
): UserError | undefined {
  const { title } = frozen
  if (!template || template.deletedAt || !isSendable(template.reviewStatus))
    return new UserError('template_not_approved', { title })
  if (!isDeepStrictEqual({ ...freezeTemplate(template), title }, frozen))
    return new UserError('template_changed', { title })
  return optOutWordsProblem(channel, template)
}
