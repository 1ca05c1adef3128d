import { and, eq, isNull } from 'drizzle-orm'
import type { Executor } from '#db/client.ts'
import { templates } from '#db/schema/templates.ts'
import { UserError } from '#lib/errors.ts'
import type { Template } from '#lib/templates/load.ts'
import { signaturePositionOf } from '#lib/templates/review.ts'
import { listLengths } from '#lib/templates/variable-lengths.ts'
import type { FrozenTemplate } from './types.ts'

/** The template of this channel. Throws UserError `not_found`. */
export async function loadTemplateOf(
  db: Executor,
  { channelId, templateId }: { channelId: string; templateId: string },
): Promise<Template> {
  const [template] = await db
    .select()
    .from(templates)
    .where(
      and(
        eq(templates.id, templateId),
        eq(templates.channelId, channelId),
        isNull(templates.deletedAt),
      ),
    )
  if (!template) throw new UserError('not_found', {}, { field: 'templateId' })
  return template
}

/** What a batch keeps of a template: all that decides the text that arrives. */
export function freezeTemplate(template: Template): FrozenTemplate {
  const { title, signature, text, variables, variableLengths, category, vendorId } = template
  const signaturePosition = signaturePositionOf(template.settings)
  const limited = listLengths(text, variableLengths) ? { variableLengths } : {}
  return { title, signature, signaturePosition, text, variables, ...limited, category, vendorId }
}
